"""函告: the outbox of what the portal owes people, in the portal and by e-mail."""
