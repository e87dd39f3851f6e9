WITH asked AS
(SELECT asked_rows.place AS place, asked_rows.brand_id AS brand_id, asked_rows.location_id AS location_id,
asked_rows.locations AS locations, asked_rows.plus AS plus
FROM jsonb_to_recordset($1::JSONB) AS asked_rows(place INTEGER, brand_id TEXT, location_id TEXT, locations
TEXT[], plus TEXT[]))
 SELECT asked.place, clock_timestamp() AS as_of, array((SELECT row(locations.unrouted_lines,
locations.release_lead_minutes) AS row_1
FROM locations
WHERE locations.location_id = asked.location_id)) AS rules, array((SELECT row(menu_products.plu,
menu_products.name, menu_products.currency, menu_products.price_amount, coalesce((SELECT menu_stations.station
FROM menu_stations, asked
WHERE menu_stations.location_id = asked.location_id AND menu_stations.brand_id = menu_products.brand_id AND
menu_stations.plu = menu_products.plu), menu_products.station), menu_products.preparation_minutes,
menu_products.to_make, menu_products.available, menu_products.modifiers, menu_products.ingredients) AS row_2
FROM menu_products
WHERE menu_products.brand_id = asked.brand_id AND menu_products.plu = any(asked.plus))) AS products,
array((SELECT menu_snoozes.plu
FROM menu_snoozes
WHERE menu_snoozes.brand_id = asked.brand_id AND menu_snoozes.location_id = any(asked.locations) AND
(menu_snoozes.until IS NULL OR menu_snoozes.until > clock_timestamp()))) AS snoozed
FROM asked

-- asked
