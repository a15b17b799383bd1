"""Teaching the model: from labelled texts to weights, deterministic and in plain Python."""
