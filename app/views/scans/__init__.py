"""Screens of scans."""
