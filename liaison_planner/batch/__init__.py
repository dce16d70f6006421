"""Plans for many people at once: rosters, a ledger of what is done, engines, the summary of a cohort."""
