"""bilan: from raw articles to a published dataset of tolls."""
