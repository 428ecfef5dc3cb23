"""Certificates: drafting, freezing, issuing, printing, reissuing."""
