WITH asked AS
(SELECT asked_rows.place AS place, asked_rows.brand_id AS brand_id, asked_rows.location_id AS location_id,
asked_rows.locations AS locations, asked_rows.plus AS plus
FROM jsonb_to_recordset($1::JSONB) AS asked_rows(place INTEGER, brand_id TEXT, location_id TEXT, locations
TEXT[], plus TEXT[]))
 SELECT asked.place, clock_timestamp() AS as_of, array((SELECT row(locations.unrouted_lines,
locations.release_lead_minutes, locations.packing) AS row_1
FROM locations
WHERE locations.location_id = asked.location_id)) AS rules, array((SELECT row(location_intake.channel,
location_intake.mode, location_intake.extra_minutes, location_intake.until, location_intake.reason,
location_intake.since) AS row_2
FROM location_intake
WHERE location_intake.location_id = asked.location_id)) AS intake, array((SELECT row(menu_products.plu,
menu_products.name, menu_products.currency, menu_products.price_amount, coalesce((SELECT menu_stations.station
FROM menu_stations
WHERE menu_stations.location_id = asked.location_id AND menu_stations.brand_id = menu_products.brand_id AND
menu_stations.plu = menu_products.plu), menu_products.station), menu_products.preparation_minutes,
menu_products.to_make, menu_products.available, menu_products.modifiers, menu_products.groups,
menu_products.ingredients) AS row_3
FROM menu_products
WHERE menu_products.brand_id = asked.brand_id AND menu_products.plu = any(asked.plus))) AS products,
array((SELECT row(menu_snoozes.brand_id, menu_snoozes.plu, menu_snoozes.until) AS row_4
FROM menu_snoozes
WHERE menu_snoozes.brand_id = any(ARRAY[asked.brand_id]) AND menu_snoozes.location_id = any(asked.locations)
AND (menu_snoozes.until IS NULL OR menu_snoozes.until > clock_timestamp()))) AS snoozes, array((SELECT
row(parts.brand_id, parts.plu, parts.available) AS row_5
FROM menu_products AS parts
WHERE parts.brand_id = any(ARRAY[asked.brand_id]) AND parts.plu = any(array((SELECT
jsonb_path_query(menu_products.groups, '$[*][4][*][0]'::jsonpath) #>> '{}'::text[] AS anon_1
FROM menu_products
WHERE menu_products.brand_id = asked.brand_id AND menu_products.plu = any(asked.plus)))))) AS options,
array((SELECT row(menu_stock.brand_id, menu_stock.plu, menu_stock.remaining) AS row_6
FROM menu_stock
WHERE menu_stock.location_id = any(asked.locations) AND menu_stock.brand_id = any(ARRAY[asked.brand_id]) AND
menu_stock.plu = any(array_cat(asked.plus, array((SELECT jsonb_path_query(menu_products.groups,
'$[*][4][*][0]'::jsonpath) #>> '{}'::text[] AS anon_1
FROM menu_products
WHERE menu_products.brand_id = asked.brand_id AND menu_products.plu = any(asked.plus))))) ORDER BY
menu_stock.location_id)) AS stock
FROM asked

-- asked
