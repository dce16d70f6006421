"""Measures the planning core on random people and on published scheduling instances; see README.md."""
