-- A call is no visit: what is said of a visit tells them apart since.
UPDATE reminder_rule SET stops = 'visit-recorded:householdIds?met=true,household-closed:householdId'
  WHERE code = 'VISIT_OVERDUE' AND author = 'shipped' AND version = 0;
