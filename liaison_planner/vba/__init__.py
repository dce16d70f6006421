"""VBA projects from plain text, without Excel: what [MS-OVBA] and [MS-CFB] ask of a writer and nothing more."""
