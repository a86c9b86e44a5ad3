"""urllib: the addresses of the web, and what is found there."""
