"""Tests of gdata.spreadsheets."""
