-- Matching runs look for the teams and organisations that may serve in a division.
ALTER TABLE organisation
  ADD KEY organisation_service (service_region, id);
