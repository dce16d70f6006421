"""What is missing: the person's standing against levels, routes and gates."""
