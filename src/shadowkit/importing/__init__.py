"""Files of others to entries of recommendations.yaml."""
