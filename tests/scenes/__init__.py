"""Every screen in every state, from the set-up to the thanks: accessibility is checked and pictures are taken here."""
