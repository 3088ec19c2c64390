-- The clock looks hourly for active pairings of helpers and teams that have gone for good.
ALTER TABLE helper
  ADD KEY helper_available_to (available_to);

ALTER TABLE organisation
  ADD KEY organisation_available_to (available_to);
