"""Screens of certificates: lists, wizard, preview, reissue."""
