-- An extension is no resumption: words of its own. Whoever has no last day any more is not reminded of it.
INSERT INTO template (id, event_type, channel, revision, title_zh, body_zh, title_en, body_en, author, created_at, version) VALUES
  (UNHEX('0193e0c4b000700080000000000000f4'), 'pairing-extended', 'INBOX', 1, '结对延期', '{region} 的结对（{programme}）已延期，现定结束日期：{to}（“—”表示不设期限）。', 'Pairing extended', 'A pairing in {region} ({programme}) was extended; its last day is now {to} (—: none).', 'shipped', '2026-01-01', 0),
  (UNHEX('0193e0c4b000700080000000000000f5'), 'pairing-extended', 'EMAIL', 1, '【结对帮扶】结对延期', '{region} 的结对（{programme}）已延期，现定结束日期：{to}（“—”表示不设期限）。', '[Jiedui] Pairing extended', 'A pairing in {region} ({programme}) was extended; its last day is now {to} (—: none).', 'shipped', '2026-01-01', 0);
UPDATE reminder_rule SET starts = CONCAT(starts, ',pairing-extended:pairingId'),
  stops = CONCAT(stops, ',pairing-extended:pairingId?to=null,pairing-resumed:pairingId?to=null'), version = version + 1
  WHERE code = 'TERM_ENDING' AND author = 'shipped';
