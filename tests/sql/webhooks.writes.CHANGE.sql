UPDATE webhook_endpoints SET url=$1::VARCHAR, events=$2::TEXT[], brand_ids=$3::TEXT[],
location_ids=$4::TEXT[], generation=(webhook_endpoints.generation + 1), failing_since=$5::TIMESTAMP WITH TIME
ZONE, disabled_at=$6::TIMESTAMP WITH TIME ZONE, disabled_reason=$7::VARCHAR, dialect=$8::VARCHAR WHERE
webhook_endpoints.id = $9::UUID AND webhook_endpoints.owner = $10::VARCHAR AND ($11::TEXT[] IS NULL OR
(webhook_endpoints.brand_ids <@ $11::TEXT[])) AND ($12::TEXT[] IS NULL OR (webhook_endpoints.location_ids <@
$12::TEXT[])) RETURNING webhook_endpoints.id, webhook_endpoints.owner, webhook_endpoints.url,
webhook_endpoints.events, webhook_endpoints.brand_ids, webhook_endpoints.location_ids,
webhook_endpoints.sealed, webhook_endpoints.sealed_before, webhook_endpoints.overlaps_until,
webhook_endpoints.generation, webhook_endpoints.created_at, webhook_endpoints.failing_since,
webhook_endpoints.disabled_at, webhook_endpoints.disabled_reason, webhook_endpoints.restarted_at,
webhook_endpoints.restarted_reason, webhook_endpoints.dialect

-- url, events, brand_ids, location_ids, failing_since, disabled_at, disabled_reason, dialect, id, owner, brands, locations
