-- And of helpers whose long leave has begun.
ALTER TABLE helper
  ADD KEY helper_absent_from (absent_from);
