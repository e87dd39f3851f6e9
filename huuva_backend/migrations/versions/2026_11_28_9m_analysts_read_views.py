"""analysts read views: what happened to orders, without what tells of a person

Views that say in comments what each column is, and `huuva_analyst`, who may read them and nothing else. They stand beside the
tables, because who migrates need not be allowed to make a schema. Roles are the cluster's: where the migrating user may make none, there is none until deploy/analyst.sql makes it. No
table is touched; a server of the release before goes on.

Revises: c4e81f6a2d97
"""

from alembic import op

revision = "c6f1e83b9a27"
down_revision = "c4e81f6a2d97"
branch_labels = None
depends_on = None

OF_AN_ORDER = [
    ("location_id", "location_id", "The kitchen."),
    ("order_id", "order_id", "Our id of the order; views are joined by it and the location."),
]
CHANGE = [
    ("seq", "seq", "Which change of this subject it is, from 1."),
    ("version", "version", "The version of the order that it made."),
    ("from_status", "from_status", "The status that ended; null for the first."),
    ("to_status", "to_status", "The status that began."),
    ("occurred_at", "occurred_at", "When, as far as it counts: as reported, within limits."),
    ("reported_at", "reported_at", "When, by the clock of who told us; null if nobody said."),
    ("recorded_at", "recorded_at", "When we were told, by the database's clock."),
    ("late", "late", "Reported with a time before the status that it ended."),
    (
        "previous_seconds",
        "previous_seconds",
        "How long the status that ended lasted, without held_seconds.",
    ),
    ("held_seconds", "held_seconds", "For how long an order for later was held back meanwhile."),
    (
        "begun_before_recorded",
        "begun_before_recorded",
        "The status began long before its order was recorded: no measure counts its length.",
    ),
    ("recall", "is_recall", "Went back to an earlier status."),
    ("cause", "cause", "Why: asked for (request), or what followed from something else."),
    ("actor_kind", "actor_kind", "Who did it: partner, display, user or system."),
    (
        "CASE WHEN actor_kind IN ('partner', 'display', 'system') THEN actor_id END",
        "actor_id",
        "Which partner, display or loop; null for people.",
    ),
]
VIEWS = {
    "analytics_orders": (
        "orders",
        "One row for each order, as it stands now.",
        [
            ("location_id", "location_id", "The kitchen."),
            ("id", "order_id", "Our id of the order; views are joined by it and the location."),
            ("brand_id", "brand_id", "The brand that it was ordered of."),
            ("channel", "channel", "Through whom it was ordered."),
            ("order_type", "order_type", "How it is handed over; null in orders of before."),
            ("status", "status", "RECEIVED, PREPARING, READY, PICKED_UP or CANCELLED."),
            ("status_since", "status_since", "When it got there."),
            ("created_at", "created_at", "When the customer ordered, as its partner says."),
            ("recorded_at", "recorded_at", "When we were told of it."),
            ("changed_at", "changed_at", "When anything of it was last changed."),
            (
                "first_promise",
                "first_promised_at",
                "The pick-up that was promised first; null if none.",
            ),
            (
                "pickup_time",
                "promised_at",
                "The pick-up that is promised now; null for as soon as it is ready.",
            ),
            ("version", "version", "How many times it was written."),
            ("amendment_seq", "amendments", "How many times what was ordered was changed."),
            ("covers", "covers", "Guests at the table."),
            ("currency", "currency", "ISO 4217; of every amount of the order."),
            (
                "total_amount",
                "placed_amount",
                "The total as it was placed, in the currency's minor unit.",
            ),
            ("paid_amount", "paid_amount", "What was paid of it, in the minor unit."),
            ("payment_status", "payment_status", "PAID, PARTLY or UNPAID; null if nobody said."),
            (
                "acceptance ->> 'state'",
                "acceptance_state",
                "What the kitchen answered; null if nobody waits.",
            ),
            ("acceptance ->> 'reason'", "denial_reason", "Why it was denied, of a list."),
            (
                "cancellation_request ->> 'state'",
                "cancellation_state",
                "What became of a wish to cancel it.",
            ),
            (
                "account IS NOT NULL",
                "has_account",
                "Whether its customer has an account at the channel.",
            ),
        ],
    ),
    "analytics_order_items": (
        "order_items",
        "One row for each line of an order, as it stands now. A bundle has a line, and so have its parts.",
        [
            *OF_AN_ORDER,
            ("line", "line", "The number of the line within its order."),
            ("plu", "plu", "The product, as its brand's menu calls it."),
            ("name", "product_name", "What the product was called when it was ordered."),
            ("quantity + quantity_thousandths / 1000.0", "quantity", "How much, in the unit."),
            ("unit", "unit", "What the quantity counts."),
            (
                "unit_price_amount",
                "unit_price_amount",
                "Of one, without modifiers, in the minor unit.",
            ),
            ("jsonb_array_length(modifiers)", "modifiers", "How many modifiers it has."),
            ("station", "station", "Where it is made."),
            ("preparation_minutes", "preparation_minutes", "How long the menu says that takes."),
            ("parent_line", "parent_line", "The bundle's line that it is a part of."),
            ("bundle", "is_bundle", "Made of other lines, and so no work itself."),
            ("to_make", "to_make", "Whether the kitchen makes it."),
            ("course", "course", "With which course it goes out."),
            (
                "origin_kind",
                "origin_kind",
                "placed with the order, added later, or split off another line.",
            ),
            ("from_line", "from_line", "The line that it was split off."),
            ("status", "status", "ORDERED, PREPARING, READY, PICKED_UP or CANCELLED."),
            ("status_since", "status_since", "When it got there."),
            ("held", "is_held", "Waits until somebody fires it."),
            ("fired_at", "fired_at", "When that was."),
            ("amended_at", "amended_at", "When it was last changed."),
        ],
    ),
    "analytics_order_status_changes": (
        "order_status_history",
        "One row for each change of an order's status, the first included. Nothing here ever changes.",
        [*OF_AN_ORDER, *CHANGE],
    ),
    "analytics_item_status_changes": (
        "item_status_history",
        "One row for each change of a line's status, the first included. Nothing here ever changes.",
        [
            *OF_AN_ORDER,
            ("line", "line", "The line of the order."),
            ("bundle", "is_bundle", "Of a bundle: leave it out where its parts are counted."),
            *CHANGE,
        ],
    ),
    "analytics_amendments": (
        "order_amendments",
        "One row each time that what was ordered was changed. Nothing here ever changes.",
        [
            *OF_AN_ORDER,
            ("seq", "seq", "Which amendment of its order it is, from 1."),
            ("version", "version", "The version of the order that it made."),
            ("recorded_at", "recorded_at", "When."),
            ("actor_kind", "actor_kind", "Who wanted it: partner, display, user or system."),
            (
                "ARRAY(SELECT DISTINCT change ->> 1 FROM jsonb_array_elements(changes) AS change"
                " ORDER BY 1)",
                "fields",
                "Which fields, as the API names them; not from what to what.",
            ),
        ],
    ),
}
GRANT = """
    DO $$
    BEGIN
        BEGIN
            CREATE ROLE huuva_analyst NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN
            NULL; -- another database of the cluster has made it, or we may not
        END;
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'huuva_analyst') THEN
            GRANT SELECT ON {views} TO huuva_analyst;
        END IF;
    END
    $$
    """


def _quoted(comment: str) -> str:
    return "'" + comment.replace("'", "''").replace(":", "\\:") + "'"


def upgrade() -> None:
    for view, (table, what, columns) in VIEWS.items():
        listed = ", ".join(f"{value} AS {name}" for value, name, _ in columns)
        op.execute(f"CREATE VIEW {view} AS SELECT {listed} FROM {table}")
        op.execute(f"COMMENT ON VIEW {view} IS {_quoted(what)}")
        for _, name, said in columns:
            op.execute(f"COMMENT ON COLUMN {view}.{name} IS {_quoted(said)}")
    op.execute(GRANT.format(views=", ".join(VIEWS)))


def downgrade() -> None:
    """The role stays: other databases of the cluster may have given it something."""
    for view in VIEWS:
        op.execute(f"DROP VIEW {view}")
