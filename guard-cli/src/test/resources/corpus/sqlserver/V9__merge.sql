MERGE INTO room AS target
USING (VALUES (1, N'Aula'), (5, N'Foyer')) AS source (id, name) ON target.id = source.id
WHEN MATCHED THEN UPDATE SET name = source.name
WHEN NOT MATCHED THEN INSERT (id, name) VALUES (source.id, source.name)
OUTPUT $action, inserted.id;
