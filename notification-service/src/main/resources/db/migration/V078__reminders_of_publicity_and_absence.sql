-- Counted from its last day, which the event says since, for the office that may confirm.
UPDATE reminder_rule SET anchor = 'publicityUntil', delay = '-P1D', recipients = 'COUNTY', unless = 'NO_ANCHOR'
  WHERE code = 'PUBLICITY_ENDING' AND author = 'shipped' AND version = 0;

-- The third absence is the one after which a mentee is sent back.
UPDATE template SET
  body_zh = '{region} 的帮带对象已无故缺席集体活动 {absences} 次，达到三次应予退回，请核实处理。',
  body_en = 'In {region} a helped side was absent from group activities {absences} times without excuse; after three absences it is to be sent back.'
  WHERE event_type = 'attendance-warned' AND author = 'shipped' AND revision = 1;
