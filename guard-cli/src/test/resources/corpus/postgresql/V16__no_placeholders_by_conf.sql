INSERT INTO notes VALUES ('${not_replaced}');
