WITH found AS
(SELECT menu_products.plu AS plu, menu_products.name AS name, menu_products.currency AS currency,
menu_products.price_amount AS price_amount, coalesce((SELECT menu_stations.station
FROM menu_stations
WHERE menu_stations.location_id = $1::VARCHAR AND menu_stations.brand_id = menu_products.brand_id AND
menu_stations.plu = menu_products.plu), menu_products.station) AS station, menu_products.preparation_minutes
AS preparation_minutes, menu_products.available AS available, menu_products.modifiers AS modifiers,
menu_products.groups AS groups
FROM menu_products
WHERE menu_products.brand_id = $2::VARCHAR AND menu_products.plu = any($3::TEXT[]))
 SELECT clock_timestamp() AS as_of, array((SELECT row(found.plu, found.name, found.currency,
found.price_amount, found.station, found.preparation_minutes, found.available, found.modifiers, found.groups)
AS row_1
FROM found)) AS products, array((SELECT row(menu_snoozes.brand_id, menu_snoozes.plu, menu_snoozes.until) AS
row_2
FROM menu_snoozes
WHERE menu_snoozes.brand_id = any(ARRAY[$2::VARCHAR]) AND menu_snoozes.location_id = any($4::TEXT[]) AND
(menu_snoozes.until IS NULL OR menu_snoozes.until > clock_timestamp()))) AS snoozes, array((SELECT
row(parts.brand_id, parts.plu, parts.available) AS row_3
FROM menu_products AS parts
WHERE parts.brand_id = any(ARRAY[$2::VARCHAR]) AND parts.plu = any(array((SELECT
jsonb_path_query(found.groups, '$[*][4][*][0]'::jsonpath) #>> '{}'::text[] AS anon_1
FROM found))))) AS options, array((SELECT row(menu_stock.brand_id, menu_stock.plu, menu_stock.remaining) AS
row_4
FROM menu_stock
WHERE menu_stock.location_id = any($4::TEXT[]) AND menu_stock.brand_id = any(ARRAY[$2::VARCHAR]) AND
menu_stock.plu = any(array_cat($3::TEXT[], array((SELECT jsonb_path_query(found.groups,
'$[*][4][*][0]'::jsonpath) #>> '{}'::text[] AS anon_1
FROM found)))) ORDER BY menu_stock.location_id)) AS stock

-- location_id, brand_id, plus, locations
