"""What a coach talks about: people, competencies, offerings, routes, gaps and plans. Frozen data, no I/O."""
