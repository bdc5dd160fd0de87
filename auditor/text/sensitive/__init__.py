"""Secrets and personal data: found by their shapes, masked, and never half shown."""
