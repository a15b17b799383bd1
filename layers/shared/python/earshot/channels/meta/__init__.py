"""What Facebook, Instagram and WhatsApp have in common: the Graph API and its webhooks."""
