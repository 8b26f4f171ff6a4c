INSERT INTO conference (id, name) SELECT 99, @@foreign_key_checks;
