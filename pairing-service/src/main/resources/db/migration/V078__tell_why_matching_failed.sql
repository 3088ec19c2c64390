-- Which locks a search could not keep, and why.
ALTER TABLE matching
  ADD COLUMN reasons MEDIUMTEXT NULL COMMENT 'JSON: code and sentences, of a search that was refused';
