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
excluded.available, modifiers = excluded.modifiers, groups = excluded.groups WHERE (menu_products.plu,
menu_products.name, menu_products.description, menu_products.ingredients, menu_products.currency,
menu_products.price_amount, menu_products.station, menu_products.preparation_minutes, menu_products.to_make,
menu_products.available, menu_products.modifiers, menu_products.groups, menu_products.name_key,
menu_products.ingredients_key) IS DISTINCT FROM (excluded.plu, excluded.name, excluded.description,
excluded.ingredients, excluded.currency, excluded.price_amount, excluded.station,
excluded.preparation_minutes, excluded.to_make, excluded.available, excluded.modifiers, excluded.groups,
excluded.name_key, excluded.ingredients_key) RETURNING menu_products.xmax = 0 AS created),
deleted AS
(DELETE FROM menu_products WHERE menu_products.brand_id = $1::VARCHAR AND menu_products.plu =
any(array((SELECT menu_products.plu
FROM menu_products
WHERE menu_products.brand_id = $1::VARCHAR EXCEPT SELECT products.plu
FROM products))) RETURNING menu_products.plu)
 SELECT (SELECT count(*) AS count_1
FROM written
WHERE written.created) AS created, (SELECT count(*) AS count_2
FROM written
WHERE NOT written.created) AS replaced, (SELECT count(*) AS count_3
FROM deleted) AS deleted

-- brand_id, products
