INSERT INTO notes VALUES ('Grüße 日本語 🚀  nbsp');
COMMENT ON TABLE notes IS 'Größe – “quoted” ✓';
