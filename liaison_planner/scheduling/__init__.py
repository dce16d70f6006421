"""A domain-neutral optimiser: chooses and places optional activities so that wanted facts become true."""
