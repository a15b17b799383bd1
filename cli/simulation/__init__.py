"""`earshot playbook simulate`: what another playbook would have made of recorded traffic.

Both playbooks judge the same deliveries by the very use case that routes them in production, over
a store in memory; what differs between the two runs is what the change would do.
"""
