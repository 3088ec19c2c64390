-- Of which kind the natural disaster is that is among the risks of a case.
ALTER TABLE risk_case
  ADD COLUMN disaster_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'with the risk NATURAL_DISASTER only';
