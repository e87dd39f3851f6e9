WITH given AS
(SELECT given_rows.plu AS plu, given_rows.stock AS stock
FROM jsonb_to_recordset($3::JSONB) AS given_rows(plu TEXT, stock BIGINT)),
before AS
(SELECT menu_stock.plu AS plu, menu_stock.remaining AS remaining
FROM menu_stock
WHERE menu_stock.location_id = $1::VARCHAR AND menu_stock.brand_id = $2::VARCHAR AND menu_stock.plu =
any(array((SELECT given.plu
FROM given))) ORDER BY menu_stock.plu FOR NO KEY UPDATE),
written AS
(INSERT INTO menu_stock (location_id, brand_id, plu, remaining) SELECT $1::VARCHAR AS anon_1, $2::VARCHAR AS
anon_2, given.plu AS plu, given.stock AS stock
FROM given LEFT OUTER JOIN before ON before.plu = given.plu ORDER BY given.plu ON CONFLICT (location_id,
brand_id, plu) DO UPDATE SET remaining = excluded.remaining WHERE menu_stock.remaining != excluded.remaining
RETURNING menu_stock.plu, menu_stock.remaining, menu_stock.xmax = 0 AS created)
 SELECT written.plu, written.remaining = 0 AS is_out
FROM written LEFT OUTER JOIN before ON before.plu = written.plu
WHERE written.remaining = 0 OR NOT written.created AND coalesce(before.remaining, 0) = 0 ORDER BY written.plu

-- location_id, brand_id, given
