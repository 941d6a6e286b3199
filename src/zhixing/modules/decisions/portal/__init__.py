"""What the public sees and does: drafts for comment, hearings, results. Nobody signs in."""
