WITH found AS
(SELECT menu_products.plu AS plu, menu_products.name AS name, menu_products.description AS description,
menu_products.ingredients AS ingredients, menu_products.currency AS currency, menu_products.price_amount AS
price_amount, menu_products.station AS station, menu_products.preparation_minutes AS preparation_minutes,
menu_products.to_make AS to_make, menu_products.available AS available, menu_products.modifiers AS modifiers,
menu_products.groups AS groups, menu_products.brand_id AS brand_id, menu_products.name_key AS name_key,
menu_products.images AS images
FROM menu_products
WHERE menu_products.brand_id = $1::VARCHAR AND coalesce((SELECT menu_versions.version
FROM menu_versions
WHERE menu_versions.brand_id = $1::VARCHAR) != $2::UUID, true) ORDER BY menu_products.name_key,
menu_products.plu
 LIMIT $3::INTEGER)
 SELECT (SELECT menu_versions.version
FROM menu_versions
WHERE menu_versions.brand_id = $1::VARCHAR) AS version, array((SELECT row(found.plu, found.name,
found.description, found.ingredients, found.currency, found.price_amount, found.station,
found.preparation_minutes, found.to_make, found.available, found.modifiers, found.groups, found.brand_id,
found.name_key, found.images) AS row_1
FROM found ORDER BY found.name_key, found.brand_id, found.plu)) AS products, array((SELECT
row(menu_snoozes.brand_id, menu_snoozes.plu, menu_snoozes.until) AS row_2
FROM menu_snoozes
WHERE menu_snoozes.brand_id = any(ARRAY[$1::VARCHAR]) AND menu_snoozes.location_id = any($4::TEXT[]) AND
(menu_snoozes.until IS NULL OR menu_snoozes.until > clock_timestamp()))) AS snoozes, array((SELECT
row(parts.brand_id, parts.plu, parts.available) AS row_3
FROM menu_products AS parts
WHERE parts.brand_id = any(ARRAY[$1::VARCHAR]) AND parts.plu = any(array((SELECT
jsonb_path_query(found.groups, '$[*][4][*][0]'::jsonpath) #>> '{}'::text[] AS anon_1
FROM found))))) AS options, array((SELECT row(menu_stock.brand_id, menu_stock.plu, menu_stock.remaining) AS
row_4
FROM menu_stock
WHERE menu_stock.location_id = any($4::TEXT[]) AND menu_stock.brand_id = $1::VARCHAR ORDER BY
menu_stock.location_id, menu_stock.plu)) AS stock

-- brand_id, held, limit, locations
