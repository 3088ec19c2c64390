-- Whoever has an account reads what is public in a county, which is little of what a county has.
ALTER TABLE pairing
  ADD KEY pairing_public (state, region);
