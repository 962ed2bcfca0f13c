"""Meetings, visits, agreements and restrictions."""
