INSERT INTO notes VALUES ('Grüße 日本語 🚀');
COMMENT ON TABLE notes IS 'Größe ✓';
