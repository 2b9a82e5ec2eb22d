"""Stages, burn-up and forecast of a campaign: values in, values out. Pure."""
