WITH products AS
(SELECT products_rows.plu AS plu, products_rows.name AS name, products_rows.description AS description,
products_rows.ingredients AS ingredients, products_rows.currency AS currency, products_rows.price_amount AS
price_amount, products_rows.station AS station, products_rows.preparation_minutes AS preparation_minutes,
products_rows.to_make AS to_make, products_rows.available AS available, products_rows.modifiers AS modifiers,
products_rows.groups AS groups, products_rows.name_key AS name_key, products_rows.ingredients_key AS
ingredients_key
FROM jsonb_to_recordset($2::JSONB) AS products_rows(plu TEXT, name TEXT, description TEXT, ingredients JSONB,
currency TEXT, price_amount BIGINT, station TEXT, preparation_minutes INTEGER, to_make BOOLEAN, available
BOOLEAN, modifiers JSONB, groups JSONB, name_key TEXT, ingredients_key TEXT)),
written AS
(INSERT INTO menu_products (brand_id, plu, name, description, ingredients, currency, price_amount, station,
preparation_minutes, to_make, available, modifiers, groups, name_key, ingredients_key, images) SELECT
$1::VARCHAR AS anon_1, products.plu AS plu, products.name AS name, products.description AS description,
products.ingredients AS ingredients, products.currency AS currency, products.price_amount AS price_amount,
products.station AS station, products.preparation_minutes AS preparation_minutes, products.to_make AS to_make,
products.available AS available, products.modifiers AS modifiers, products.groups AS groups, products.name_key
AS name_key, products.ingredients_key AS ingredients_key, '{}'::jsonb
FROM products ORDER BY products.plu ON CONFLICT (brand_id, plu) DO UPDATE SET name = excluded.name, name_key =
excluded.name_key, description = excluded.description, ingredients = excluded.ingredients, ingredients_key =
excluded.ingredients_key, currency = excluded.currency, price_amount = excluded.price_amount, station =
excluded.station, preparation_minutes = excluded.preparation_minutes, to_make = excluded.to_make, available =
excluded.available, modifiers = excluded.modifiers, groups = excluded.groups RETURNING menu_products.plu,
menu_products.name, menu_products.description, menu_products.ingredients, menu_products.currency,
menu_products.price_amount, menu_products.station, menu_products.preparation_minutes, menu_products.to_make,
menu_products.available, menu_products.modifiers, menu_products.groups, menu_products.brand_id,
menu_products.name_key, menu_products.images, menu_products.xmax = 0 AS created)
 SELECT array((SELECT row(written.plu, written.name, written.description, written.ingredients,
written.currency, written.price_amount, written.station, written.preparation_minutes, written.to_make,
written.available, written.modifiers, written.groups, written.brand_id, written.name_key, written.images) AS
row_1
FROM written ORDER BY written.name_key, written.brand_id, written.plu)) AS products, array((SELECT
row(menu_snoozes.brand_id, menu_snoozes.plu, menu_snoozes.until) AS row_2
FROM menu_snoozes
WHERE menu_snoozes.brand_id = any(array((SELECT DISTINCT written.brand_id
FROM written))) AND menu_snoozes.location_id = any($3::TEXT[]) AND (menu_snoozes.until IS NULL OR
menu_snoozes.until > clock_timestamp()))) AS snoozes, array((SELECT row(parts.brand_id, parts.plu,
parts.available) AS row_3
FROM menu_products AS parts
WHERE parts.brand_id = any(array((SELECT DISTINCT written.brand_id
FROM written))) AND parts.plu = any(array((SELECT jsonb_path_query(written.groups, '$[*][4][*][0]'::jsonpath)
#>> '{}'::text[] AS anon_2
FROM written))))) AS options, array((SELECT row(menu_stock.brand_id, menu_stock.plu, menu_stock.remaining) AS
row_4
FROM menu_stock
WHERE menu_stock.location_id = any($3::TEXT[]) AND menu_stock.brand_id = any(array((SELECT DISTINCT
written.brand_id
FROM written))) AND menu_stock.plu = any(array_cat(array((SELECT written.plu
FROM written)), array((SELECT jsonb_path_query(written.groups, '$[*][4][*][0]'::jsonpath) #>> '{}'::text[] AS
anon_2
FROM written)))) ORDER BY menu_stock.location_id)) AS stock, (SELECT written.created
FROM written) AS created

-- brand_id, products, locations
