"""The ports on AWS: one small file per service, each over a client that is passed in."""
