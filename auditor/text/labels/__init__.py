"""Labels: where they stand, how they are spelled, and which a model contradicts that has not seen them."""
