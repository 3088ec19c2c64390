-- The clock looks hourly for pairings that are not over though their term is.
ALTER TABLE pairing
  ADD KEY pairing_term (state, valid_to);
