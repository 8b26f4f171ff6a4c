INSERT INTO notes VALUES ('Grüße 日本語 🚀');
ALTER TABLE notes COMMENT = 'Größe ✓';
