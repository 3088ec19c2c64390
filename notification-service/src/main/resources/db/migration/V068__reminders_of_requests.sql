-- A complaint about a village's or an office's own doing waits with the office above, where no village clerk reads.
UPDATE reminder_rule SET recipients = 'PERSON,LOWEST', version = version + 1
  WHERE code = 'REQUEST_OVERDUE' AND author = 'shipped' AND version = 0;
