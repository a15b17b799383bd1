"""The CDK app that a cloud team deploys; `stack.py` composes one construct per capability."""
