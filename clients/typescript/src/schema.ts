// Made from docs/openapi.json by `make clients`; not to be changed by hand.

export interface webhooks {
    orderEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell of an event of an order
         * @description Signed as Standard Webhooks says: `webhook-id` is the same whenever it is sent again, `webhook-timestamp` is when, `webhook-signature` is by the endpoint's secret.
         */
        post: operations["orderEventWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    productEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell that a product is off sale, or on again
         * @description Signed as Standard Webhooks says: `webhook-id` is the same whenever it is sent again, `webhook-timestamp` is when, `webhook-signature` is by the endpoint's secret.
         */
        post: operations["productEventWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell that an endpoint was asked to be tested
         * @description Signed as Standard Webhooks says: `webhook-id` is the same whenever it is sent again, `webhook-timestamp` is when, `webhook-signature` is by the endpoint's secret.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /**
         * @description What becomes of an order that nobody answers in time.
         * @enum {string}
         */
        AcceptOutcome: "ACCEPT" | "DENY";
        /** @description `MOOT`: it was cancelled before anybody answered. Who begins an order has accepted it. */
        AcceptanceRead: {
            state: components["schemas"]["AcceptanceState"];
            /**
             * Format: date-time
             * @description Until when the kitchen may answer: `acceptBy`
             */
            by: string;
            /** @description What becomes of it where nobody does: `acceptOutcome` */
            outcome: components["schemas"]["AcceptOutcome"];
            decidedAt: string | null;
            /** @description `system:acceptance` where nobody answered in time */
            decidedBy: components["schemas"]["ActorRead"] | null;
            /** @description Of a denial */
            reason: components["schemas"]["DenialReason"] | null;
            /** @description What was said beside it */
            text: string | null;
        };
        /**
         * @description MOOT is what was cancelled before anybody answered.
         * @enum {string}
         */
        AcceptanceState: "PENDING" | "ACCEPTED" | "DENIED" | "MOOT";
        /** @enum {string} */
        ActorKind: "display" | "partner" | "user" | "system";
        ActorRead: {
            kind: components["schemas"]["ActorKind"];
            id: string | null;
        };
        AdjustmentCreate: {
            kind: components["schemas"]["AdjustmentKind"];
            name?: string | null;
            /** @description Negative where it makes the order cheaper */
            amount: components["schemas"]["AdjustmentMoney"];
            /**
             * @description In the prices of the lines already
             * @default false
             */
            included?: boolean;
        };
        /** @enum {string} */
        AdjustmentKind: "DISCOUNT" | "DELIVERY_FEE" | "SERVICE_CHARGE" | "BAG_FEE" | "SMALL_ORDER_FEE" | "TIP" | "TAX" | "OTHER";
        AdjustmentMoney: {
            amount: number;
            /** @description ISO 4217 code */
            currency: string;
        };
        AdjustmentRead: {
            kind: components["schemas"]["AdjustmentKind"];
            name: string | null;
            amount: components["schemas"]["SumRead"];
            included: boolean;
        };
        AffectedOrderRead: {
            /** Format: uuid */
            orderId: string;
            locationId: string;
            channelOrderDisplayId: string | null;
            status: string;
            /** @description What it has of what was snoozed */
            plus: string[];
        };
        AllDayModifierRead: {
            plu: string | null;
            name: string | null;
            action: components["schemas"]["ModifierAction"];
            portion: components["schemas"]["Portion"];
            /** @description For all of the product together */
            quantity: number;
        };
        AllDayRead: {
            brandId: string;
            plu: string;
            name: string;
            unit: components["schemas"]["Unit"] | null;
            quantity: number;
            modifiers: components["schemas"]["AllDayModifierRead"][];
        };
        /** @description Of the orders of a group, how many were amended in a field, or in anything. */
        AmendedOrdersRead: {
            /** @description The brand, location, channel, order type or weekday, or when the hour, day, week or month begins */
            group: string | null;
            /** @description As `group`, by `thenBy`; in CSV where this is asked for only */
            subgroup: string | null;
            /** @description Amended or not */
            orders: number;
            /** @description As in `amendments[].changes`; null: in any of them */
            field: string | null;
            amended: number;
            /** @description `amended` of `orders`, from 0 to 1 */
            share: number | null;
            /** @description An order may be changed more than once */
            changes: number;
        };
        AmendmentRead: {
            /** @description From 1, without gaps */
            seq: number;
            /** @description The order's version that it made */
            version: number;
            /** Format: date-time */
            recordedAt: string;
            actor: components["schemas"]["ActorRead"];
            reason: string | null;
            changes: components["schemas"]["FieldChangeRead"][];
        };
        AmendmentsRead: {
            items: components["schemas"]["AmendedOrdersRead"][];
            /** @description What is counted, and what is left out */
            definition: string;
            /** @description How many were counted */
            n: number;
            /** @description How many were left out, by the cause */
            excluded: components["schemas"]["ExcludedRead"][];
            /**
             * Format: date-time
             * @description All that was acknowledged before is considered, also where a replica answers; by the clock of the database that is written to
             */
            asOf: string;
            /** @description False where percentiles are estimates. Counts, averages and maxima are exact always, percentiles of one `locationId` and up to 48 hours too */
            exact: boolean;
            /** @description What an estimate is off at most, as a part of it; null where nothing is one */
            bound?: number | null;
            /** @description The same of the period that `compare` names */
            compared: components["schemas"]["ComparedRead_AmendedOrdersRead_"] | null;
        };
        /**
         * @description What of a stay counts in a period.
         * @enum {string}
         */
        Basis: "ended" | "spent";
        BoardRead: {
            /** @description The location's last event in this answer: stream those after it */
            asOf: string;
            /**
             * Format: date-time
             * @description The server's clock at `asOf`
             */
            now: string;
            /** @description RECEIVED or PREPARING, by pick-up time */
            preparing: components["schemas"]["PreparingRead"][];
            /** @description Longest waiting first; for no longer than the location's `boardMinutes` */
            ready: components["schemas"]["ReadyRead"][];
            /** @description Whether the location lets screens call orders by customers' names */
            showNames: boolean;
            /** @description False where nothing was said of the location and no order was placed there */
            known: boolean;
            /** @description Where it isn't known, those that are, by id; at most 100 */
            knownLocations: string[];
        };
        CancellationRefusalCreate: {
            reason?: string | null;
        };
        CancellationRequestCreate: {
            reason?: string | null;
        };
        /** @description `MOOT`: the order was closed before anybody decided. */
        CancellationRequestRead: {
            state: components["schemas"]["CancellationState"];
            /** @description Why it was asked for */
            reason: string | null;
            /** Format: date-time */
            requestedAt: string;
            requestedBy: components["schemas"]["ActorRead"];
            decidedAt: string | null;
            decidedBy: components["schemas"]["ActorRead"] | null;
            /** @description Why not */
            refusalReason: string | null;
        };
        /**
         * @description MOOT is where the order was closed before anybody decided.
         * @enum {string}
         */
        CancellationState: "PENDING" | "CONFIRMED" | "REFUSED" | "MOOT";
        CancellationsRead: {
            items: components["schemas"]["SetbacksRead"][];
            /** @description What is counted, and what is left out */
            definition: string;
            /** @description How many were counted */
            n: number;
            /** @description How many were left out, by the cause */
            excluded: components["schemas"]["ExcludedRead"][];
            /**
             * Format: date-time
             * @description All that was acknowledged before is considered, also where a replica answers; by the clock of the database that is written to
             */
            asOf: string;
            /** @description False where percentiles are estimates. Counts, averages and maxima are exact always, percentiles of one `locationId` and up to 48 hours too */
            exact: boolean;
            /** @description What an estimate is off at most, as a part of it; null where nothing is one */
            bound?: number | null;
            /** @description The same of the period that `compare` names */
            compared: components["schemas"]["ComparedRead_SetbacksRead_"] | null;
        };
        /**
         * @description Why a history row was written.
         * @enum {string}
         */
        Cause: "request" | "rollup" | "cascade" | "import" | "closed-by-day";
        ComparedRead_AmendedOrdersRead_: {
            /**
             * Format: date-time
             * @description Inclusive
             */
            start: string;
            /**
             * Format: date-time
             * @description Exclusive
             */
            end: string;
            items: components["schemas"]["AmendedOrdersRead"][];
            n: number;
            excluded: components["schemas"]["ExcludedRead"][];
        };
        ComparedRead_FlowRead_: {
            /**
             * Format: date-time
             * @description Inclusive
             */
            start: string;
            /**
             * Format: date-time
             * @description Exclusive
             */
            end: string;
            items: components["schemas"]["FlowRead"][];
            n: number;
            excluded: components["schemas"]["ExcludedRead"][];
        };
        ComparedRead_PickupWaitRead_: {
            /**
             * Format: date-time
             * @description Inclusive
             */
            start: string;
            /**
             * Format: date-time
             * @description Exclusive
             */
            end: string;
            items: components["schemas"]["PickupWaitRead"][];
            n: number;
            excluded: components["schemas"]["ExcludedRead"][];
        };
        ComparedRead_PreparationTimeRead_: {
            /**
             * Format: date-time
             * @description Inclusive
             */
            start: string;
            /**
             * Format: date-time
             * @description Exclusive
             */
            end: string;
            items: components["schemas"]["PreparationTimeRead"][];
            n: number;
            excluded: components["schemas"]["ExcludedRead"][];
        };
        ComparedRead_PunctualityRead_: {
            /**
             * Format: date-time
             * @description Inclusive
             */
            start: string;
            /**
             * Format: date-time
             * @description Exclusive
             */
            end: string;
            items: components["schemas"]["PunctualityRead"][];
            n: number;
            excluded: components["schemas"]["ExcludedRead"][];
        };
        ComparedRead_RetentionRead_: {
            /**
             * Format: date-time
             * @description Inclusive
             */
            start: string;
            /**
             * Format: date-time
             * @description Exclusive
             */
            end: string;
            items: components["schemas"]["RetentionRead"][];
            n: number;
            excluded: components["schemas"]["ExcludedRead"][];
        };
        ComparedRead_SetbacksRead_: {
            /**
             * Format: date-time
             * @description Inclusive
             */
            start: string;
            /**
             * Format: date-time
             * @description Exclusive
             */
            end: string;
            items: components["schemas"]["SetbacksRead"][];
            n: number;
            excluded: components["schemas"]["ExcludedRead"][];
        };
        ComparedRead_StatusDurationRead_: {
            /**
             * Format: date-time
             * @description Inclusive
             */
            start: string;
            /**
             * Format: date-time
             * @description Exclusive
             */
            end: string;
            items: components["schemas"]["StatusDurationRead"][];
            n: number;
            excluded: components["schemas"]["ExcludedRead"][];
        };
        /**
         * @description Which period a measure is told of too, beside the one that is asked about.
         * @enum {string}
         */
        Comparison: "previous" | "lastWeek";
        /** @description Where it is, in decimal degrees. */
        CoordinatesCreate: {
            latitude: number;
            longitude: number;
        };
        CoordinatesRead: {
            latitude: number;
            longitude: number;
        };
        CustomerCreate: {
            name?: string | null;
            phoneNumber?: string | null;
        };
        /** @description At least one of the three. */
        CustomerNamed: {
            /** @description All orders of the account */
            account?: string | null;
            /** @description All orders with this number, however it was spelled */
            phone?: string | null;
            /**
             * @description These orders, by our ids
             * @default []
             */
            orderIds?: string[];
        };
        CustomerOrdersRead: {
            account: string;
            orders: number;
            /** Format: date-time */
            firstOrderAt: string;
            /** Format: date-time */
            lastOrderAt: string;
        };
        CustomerRead: {
            name: string | null;
            phoneNumber: string | null;
            /** @description Null where the number isn't valid */
            phoneNumberE164: string | null;
        };
        CustomersRead: {
            items: components["schemas"]["CustomerOrdersRead"][];
            /** @description What is counted, and what is left out */
            definition: string;
            /** @description How many were counted */
            n: number;
            /** @description How many were left out, by the cause */
            excluded: components["schemas"]["ExcludedRead"][];
            /**
             * Format: date-time
             * @description All that was acknowledged before is considered, also where a replica answers; by the clock of the database that is written to
             */
            asOf: string;
            /** @description False where percentiles are estimates. Counts, averages and maxima are exact always, percentiles of one `locationId` and up to 48 hours too */
            exact: boolean;
            /** @description What an estimate is off at most, as a part of it; null where nothing is one */
            bound?: number | null;
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        DelayCreate: {
            minutes: number;
            reason?: string | null;
        };
        DeliverectAddress: {
            street?: string | "" | null;
            streetNumber?: string | "" | null;
            postalCode?: string | "" | null;
            city?: string | "" | null;
            country?: string | "" | null;
            extraAddressInfo?: string | "" | null;
        } & {
            [key: string]: unknown;
        };
        DeliverectCustomer: {
            name?: string | "" | null;
            phoneNumber?: string | null;
        } & {
            [key: string]: unknown;
        };
        DeliverectDiscount: {
            name?: string | "" | null;
            /** @default 0 */
            amount?: number;
        } & {
            [key: string]: unknown;
        };
        DeliverectItem: {
            plu: string;
            name?: string | "" | null;
            /** @default 0 */
            price?: number;
            quantity: number;
            /** @description 1 a product, 2 a modifier, 3 a group of modifiers, 4 a bundle */
            productType?: number | null;
            remark?: string | "" | null;
            /**
             * @description Modifiers, and the products of a bundle
             * @default []
             */
            subItems?: components["schemas"]["DeliverectItem"][];
        } & {
            [key: string]: unknown;
        };
        DeliverectOrder: {
            _id: string;
            channelOrderId: string;
            channelOrderDisplayId?: string | "" | null;
            /** @description The location, unless the address names it */
            posLocationId?: string | "" | null;
            /** @description Where `posLocationId` is blank */
            location?: string | "" | null;
            /** @description One that we don't know is as none */
            status?: number | null;
            orderType?: number | null;
            channel?: number | null;
            pickupTime?: string | null;
            customer?: components["schemas"]["DeliverectCustomer"] | null;
            deliveryAddress?: components["schemas"]["DeliverectAddress"] | null;
            orderIsAlreadyPaid?: boolean | null;
            payment?: components["schemas"]["DeliverectPayment"] | null;
            /** @default 2 */
            decimalDigits?: number;
            note?: string | "" | null;
            table?: number | string | "" | null;
            numberOfCustomers?: number | null;
            items: components["schemas"]["DeliverectItem"][];
            /** @default 0 */
            deliveryCost?: number;
            /** @default 0 */
            serviceCharge?: number;
            /** @default 0 */
            bagFee?: number;
            /** @default 0 */
            tip?: number;
            /** @default 0 */
            driverTip?: number;
            /**
             * @description Below zero
             * @default 0
             */
            discountTotal?: number;
            /** @default [] */
            discounts?: components["schemas"]["DeliverectDiscount"][];
        } & {
            [key: string]: unknown;
        };
        DeliverectPayment: {
            /** @default 0 */
            amount?: number;
            /** @default 0 */
            due?: number;
            type?: number | null;
        } & {
            [key: string]: unknown;
        };
        DeliveriesRead: {
            items: components["schemas"]["DeliveryRead"][];
            nextCursor: string | null;
        };
        /** @description An address that can be found: with a street, coordinates or extra information. */
        DeliveryAddressCreate: {
            street?: string | null;
            city?: string | null;
            postalCode?: string | null;
            country?: string | null;
            extraInfo?: string | null;
            coordinates?: components["schemas"]["CoordinatesCreate"] | null;
        };
        DeliveryAddressRead: {
            street: string | null;
            city: string | null;
            postalCode: string | null;
            country: string | null;
            extraInfo: string | null;
            coordinates: components["schemas"]["CoordinatesRead"] | null;
        };
        DeliveryRead: {
            /**
             * Format: uuid
             * @description Its `webhook-id`, the same at each attempt
             */
            id: string;
            type: string;
            orderId: string | null;
            /** @description Where it tells of a product */
            plu: string | null;
            /** @description Where below the endpoint's URL; null: to the URL itself */
            path: string | null;
            /** @description As it is sent */
            body: string;
            /** @description `pending`: will be sent, or sent again; `failed`: given up */
            state: components["schemas"]["DeliveryState"];
            attempts: number;
            /** Format: date-time */
            createdAt: string;
            lastAttemptAt: string | null;
            /** @description Null also while it waits behind another of its order or product */
            nextAttemptAt: string | null;
            answerStatus: number | null;
            /** @description Its first 1,024 bytes */
            answerBody: string | null;
            /** @description Why there was no answer */
            error: string | null;
            milliseconds: number | null;
        };
        /** @enum {string} */
        DeliveryState: "pending" | "delivered" | "failed";
        DenialCreate: {
            /** @enum {string} */
            reason: "OUT_OF_STOCK" | "TOO_BUSY" | "CLOSED" | "INVALID_ORDER" | "OTHER";
            /** @description What a code can't say */
            text?: string | null;
        };
        /** @enum {string} */
        DenialReason: "OUT_OF_STOCK" | "TOO_BUSY" | "CLOSED" | "INVALID_ORDER" | "OTHER" | "NOT_ANSWERED";
        /** @enum {string} */
        Dialect: "deliverect" | "uberEats";
        /** @enum {string} */
        DisabledReason: "gone" | "failing" | "by-request";
        DisplaysRead: {
            items: components["schemas"]["KeyRead"][];
        };
        ElsewhereRead: {
            /** @description Null: what no station makes */
            station: string | null;
            /** @description Where all that it makes of the order stands, else PREPARING */
            status: components["schemas"]["ItemStatus"];
        };
        /**
         * @description How a stay ended.
         * @enum {string}
         */
        EndedBy: "forward" | "cancel" | "recall" | "closed-by-day";
        EndpointCreate: {
            /** @description https, but for hosts that the operator of this server lists; each host must have addresses that everybody can reach, and no redirect is followed */
            url: string;
            /**
             * @description In whose words it is told. Of a platform `url` is the address of its API: each message is sent to the platform's own path below it, and events for which it has no word are not sent
             * @default native
             */
            dialect?: components["schemas"]["Wording"];
            /** @description Only of these; null: of all, also those that later releases bring. Those of the feed, and of what is off sale: `product.snoozed`, `product.soldOut`, and `product.available`, which says that one of these is over before its time */
            events?: (components["schemas"]["EventType"] | components["schemas"]["ProductEventType"])[] | null;
            /** @description Only of these brands; null: of all that the key may see */
            brandIds?: string[] | null;
            /** @description Only of these locations; null: of all that the key may see */
            locationIds?: string[] | null;
        };
        EndpointIssuedRead: {
            /** Format: uuid */
            id: string;
            url: string;
            /** @description In whose words it is told */
            dialect: string;
            events: string[] | null;
            brandIds: string[] | null;
            locationIds: string[] | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Whether anything is sent to it */
            enabled: boolean;
            disabledAt: string | null;
            /** @description `gone`: it answered 410; `failing`: nothing succeeded for 72 hours */
            disabledReason: components["schemas"]["DisabledReason"] | null;
            /** @description Of the first failure since the last success */
            failingSince: string | null;
            /** @description Until when the secret before the last rotation signs */
            overlapsUntil: string | null;
            /** @description When it last couldn't go on where it was: look at the orders yourself */
            restartedAt: string | null;
            /** @description It was behind what is kept, and what is gone was told from the histories of orders (`told-from-history`) or wasn't (`events-expired`); `other-epoch`: the database came back as it was */
            restartedReason: string | null;
            /** @description Signs what is sent to it. Shown this once: nobody can tell it again */
            secret: string;
        };
        EndpointRead: {
            /** Format: uuid */
            id: string;
            url: string;
            /** @description In whose words it is told */
            dialect: string;
            events: string[] | null;
            brandIds: string[] | null;
            locationIds: string[] | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Whether anything is sent to it */
            enabled: boolean;
            disabledAt: string | null;
            /** @description `gone`: it answered 410; `failing`: nothing succeeded for 72 hours */
            disabledReason: components["schemas"]["DisabledReason"] | null;
            /** @description Of the first failure since the last success */
            failingSince: string | null;
            /** @description Until when the secret before the last rotation signs */
            overlapsUntil: string | null;
            /** @description When it last couldn't go on where it was: look at the orders yourself */
            restartedAt: string | null;
            /** @description It was behind what is kept, and what is gone was told from the histories of orders (`told-from-history`) or wasn't (`events-expired`); `other-epoch`: the database came back as it was */
            restartedReason: string | null;
        };
        /** @description What is left out stays. */
        EndpointUpdate: {
            /** @description Null: stays */
            url?: string | null;
            /** @description Of messages that aren't made yet; null: stays */
            dialect?: components["schemas"]["Wording"] | null;
            /** @description Only of these; null: of all, also those that later releases bring. Those of the feed, and of what is off sale: `product.snoozed`, `product.soldOut`, and `product.available`, which says that one of these is over before its time */
            events?: (components["schemas"]["EventType"] | components["schemas"]["ProductEventType"])[] | null;
            /** @description Only of these brands; null: of all that the key may see */
            brandIds?: string[] | null;
            /** @description Only of these locations; null: of all that the key may see */
            locationIds?: string[] | null;
            /** @description True takes up where it was, as far as the feed reaches; false sends no more; null: stays */
            enabled?: boolean | null;
        };
        EndpointsRead: {
            items: components["schemas"]["EndpointRead"][];
            nextCursor: string | null;
        };
        ErasedRead: {
            /** @description That tell of nobody any more */
            orders: number;
            /** @description What else told of them: answers kept for retries, and the like */
            copies: number;
            /** @description Accounts of these orders that have others too, so that their names stayed: erase them by `account` if they are the same customer's */
            accountsLeft: string[];
        };
        EventChangeRead: {
            /** @description Which item; null: the order itself */
            line: number | null;
            plu: string | null;
            station: string | null;
            /** @description Null where it is the first */
            fromStatus: components["schemas"]["OrderStatus"] | components["schemas"]["ItemStatus"] | null;
            toStatus: components["schemas"]["OrderStatus"] | components["schemas"]["ItemStatus"];
        };
        EventPage: {
            items: components["schemas"]["EventRead"][];
            /** @description `after` of the next page, also when it is empty */
            nextAfter: string;
            /** @description The location's last event; 0 before the first */
            newest: string;
            /** @description False where nothing was said of the location and no order was placed there */
            known: boolean;
            /** @description Where it isn't known, those that are, by id; at most 100 */
            knownLocations: string[];
        };
        EventRead: {
            /** @description The location's events are numbered one by one, as they commit */
            seq: number;
            type: components["schemas"]["EventType"];
            locationId: string;
            /** @description Null, as `channel`, only where a server of an older release wrote it */
            brandId: string | null;
            channel: string | null;
            /** Format: uuid */
            orderId: string;
            /** @description The order's version that this made */
            orderVersion: number;
            orderStatus: components["schemas"]["OrderStatus"];
            /**
             * Format: date-time
             * @description `recordedAt` of the change
             */
            at: string;
            /** @description Empty where an order was released; lines that were fired stand where they stood */
            changes: components["schemas"]["EventChangeRead"][];
        };
        /** @enum {string} */
        EventType: "order.created" | "order.amended" | "order.released" | "order.status_changed" | "item.status_changed" | "order.recalled" | "order.cancelled" | "order.fired" | "order.accepted" | "order.denied" | "order.cancellation_requested" | "order.cancellation_refused";
        ExcludedRead: {
            cause: components["schemas"]["Exclusion"];
            count: number;
        };
        /**
         * @description Why something is not counted.
         * @enum {string}
         */
        Exclusion: "claim-not-counted" | "still-open" | "length-not-known" | "begun-before-recorded" | "ended-by-forward" | "ended-by-cancel" | "ended-by-recall" | "closed-by-day" | "reached-again" | "no-account" | "no-promise" | "cancelled" | "not-ready-yet" | "ready-not-told" | "recorded-after-promise" | "never-begun";
        ExportedRead: {
            orders: components["schemas"]["OrderRead"][];
        };
        FieldChangeRead: {
            /** @description Null: of the order itself */
            line: number | null;
            field: string;
            /** @description Null too where the field may tell of a person */
            before: components["schemas"]["JsonValue"];
            after: components["schemas"]["JsonValue"];
        };
        /** @description What to fire: a course, or some lines. A bundle stands for its parts. */
        FiringCreate: {
            course?: number;
            lines?: number[];
        } & (unknown | unknown);
        FlowRead: {
            /** Format: date-time */
            start: string;
            /** @description By `groupBy`; in CSV where this is asked for only */
            group: string | null;
            received: number;
            ready: number;
            pickedUp: number;
            cancelled: number;
        };
        GroupCreate: {
            /** @description Once in the product */
            id: string;
            name: string;
            /**
             * @description How many must be chosen
             * @default 0
             */
            min?: number;
            /** @description How many may be chosen; null for any number */
            max?: number | null;
            /** @description Each PLU once */
            options: components["schemas"]["OptionCreate"][];
        };
        GroupRead: {
            id: string;
            name: string;
            min: number;
            max: number | null;
            options: components["schemas"]["OptionRead"][];
        };
        Health: {
            status: string;
        };
        /** @description Orders for later, at whatever station. */
        HeldRead: {
            count: number;
            nextReleaseAt: string | null;
        };
        /** @enum {string} */
        IfExists: "refuse" | "amend";
        ImageRead: {
            name: string;
            url: string;
            thumbnailUrl: string;
        };
        /** @enum {string} */
        IntakeMode: "OPEN" | "BUSY" | "PAUSED";
        IntakeRead: {
            locationId: string;
            /** Format: date-time */
            asOf: string;
            /** @description That of all channels first, then those with one of their own, by name */
            items: components["schemas"]["IntakeSwitchRead"][];
        };
        IntakeSwitchRead: {
            /** @description Null: all that aren't named beside it */
            channel: string | null;
            mode: components["schemas"]["IntakeMode"];
            extraMinutes: number;
            until: string | null;
            reason: string | null;
            /** @description Null where nobody said anything */
            since: string | null;
        };
        IntakeUpdate: {
            /** @description BUSY: quotes are longer; PAUSED: orders are refused; OPEN: neither */
            mode: components["schemas"]["IntakeMode"];
            /** @description Of these channels alone; left out: of all, and what was said of single ones is over */
            channels?: string[] | null;
            /** @description With BUSY: by how much quotes are longer */
            extraMinutes?: number | null;
            /** @description In the future; null: until somebody says otherwise */
            until?: string | null;
            reason?: string | null;
        };
        IntegrationCreate: {
            /** @description Whose words and signatures they are */
            dialect: components["schemas"]["Dialect"];
            /** @description As the platform gave it to you: Deliverect's HMAC secret, Uber's client secret. Never answered */
            secret: string;
            /** @description Of these brands alone; null: of all */
            brandIds?: string[] | null;
            /** @description At these locations alone; null: at all */
            locationIds?: string[] | null;
        };
        IntegrationRead: {
            /**
             * Format: uuid
             * @description For `integration=` in the address of the hook; it is no secret
             */
            id: string;
            partnerId: string;
            dialect: string;
            brandIds: string[] | null;
            locationIds: string[] | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Until when the secret before the last rotation is taken */
            overlapsUntil: string | null;
            revokedAt: string | null;
        };
        IntegrationRotate: {
            /** @description As the platform gave it to you: Deliverect's HMAC secret, Uber's client secret. Never answered */
            secret: string;
            /**
             * @description For how long the secret of before is taken beside the new one
             * @default 86400
             */
            overlapSeconds?: number;
        };
        IntegrationsRead: {
            items: components["schemas"]["IntegrationRead"][];
        };
        /** @enum {string} */
        Interval: "15min" | "hour" | "day" | "week" | "month" | "period";
        ItemClaim: {
            status: ("ORDERED" | "PREPARING" | "READY" | "CANCELLED") | (1 | 2 | 3 | 5);
            /** Format: date-time */
            timestamp: string;
        };
        ItemCreate: {
            /** @description When it is served; left out: with its bundle */
            course?: number | null;
            /**
             * @description Not to be begun before it is fired; of a bundle: none of its parts
             * @default false
             */
            held?: boolean;
            /** @description False: no kitchen makes it, it goes with what is made. Left out: as the menu says, and then as the location says of lines without a station */
            toMake?: boolean | null;
            plu: string;
            /** @description May be left out where the PLU is on the brand's menu */
            name?: string | null;
            /** @description Of pieces the quantity is whole. Left out: pieces if it is whole, else it is taken as it is and answered as null */
            unit?: components["schemas"]["Unit"] | null;
            /** @description At most three decimal places */
            quantity: number;
            note?: string | null;
            /**
             * @description Their names: shown first, and apart from any note
             * @default []
             */
            allergens?: string[];
            /** @description Whose it is, at the table */
            forName?: string | null;
            /** @description What it was sold for; left out, the menu's price */
            unitPrice?: components["schemas"]["Price"] | null;
            /** @default [] */
            modifiers?: components["schemas"]["ModifierCreate"][];
            status?: ("ORDERED" | "PREPARING" | "READY" | "CANCELLED") | (1 | 2 | 3 | 5) | null;
            /** @default [] */
            statusHistory?: components["schemas"]["ItemClaim"][];
            /**
             * @description The parts of a bundle: lines of their own, each `quantity` for one of the bundle
             * @default []
             */
            items?: components["schemas"]["PartCreate"][];
        };
        ItemHistoryEntryRead: {
            /**
             * Format: date-time
             * @description When it counts: as reported, but not before the status it ended, nor ahead of us
             */
            timestamp: string;
            /** @description What the client's clock said; null: it said nothing */
            reportedAt: string | null;
            /**
             * Format: date-time
             * @description What our clock said
             */
            recordedAt: string;
            /** @description The order's version that this made */
            version: number;
            actor: components["schemas"]["ActorRead"];
            reason: string | null;
            recall: boolean;
            cause: components["schemas"]["Cause"];
            /** @description False for a partner's claim that no measure counts */
            counted: boolean;
            /** @description Reported with a time before the previous change */
            late: boolean;
            /** @description How long the previous status had lasted, without the time held back */
            previousSeconds: number | null;
            /** @description How long of the previous status the kitchen was not to begin yet */
            heldSeconds: number;
            /** @description The previous status began long before we knew the order: it is in no measure */
            begunBeforeRecorded: boolean;
            status: components["schemas"]["ItemStatus"];
            fromStatus: components["schemas"]["ItemStatus"] | null;
        };
        ItemMovedRead: {
            /** @description The bundle that it is a part of */
            parentLine: number | null;
            course: number | null;
            /** @description Waits to be fired */
            held: boolean;
            /** @description Null where it was never held */
            firedAt: string | null;
            /** @description False: no kitchen makes it, it goes with what is made */
            toMake: boolean;
            origin: components["schemas"]["OriginRead"];
            amendedAt: string | null;
            line: number;
            plu: string;
            name: string;
            quantity: number;
            /** @description Null: a part of something, nobody said of what */
            unit: components["schemas"]["Unit"] | null;
            note: string | null;
            allergens: string[];
            forName: string | null;
            unitPrice: components["schemas"]["Money"] | null;
            modifiers: components["schemas"]["ModifierRead"][];
            station: string | null;
            /** @description What the menu says against a line that was sold elsewhere: `snoozed`, `unknown-modifier`, `too-many-modifiers` */
            flags: string[];
            status: components["schemas"]["ItemStatus"];
            statusHistory: components["schemas"]["ItemHistoryEntryRead"][];
            /** @description How many there are; the answer to a PATCH has its own and the 20 before */
            statusHistoryTotal: number;
            /** @description The parts of a bundle */
            items: components["schemas"]["PartRead"][];
            /** Format: uuid */
            orderId: string;
            orderStatus: components["schemas"]["OrderStatus"];
            orderVersion: number;
        };
        ItemRead: {
            /** @description The bundle that it is a part of */
            parentLine: number | null;
            course: number | null;
            /** @description Waits to be fired */
            held: boolean;
            /** @description Null where it was never held */
            firedAt: string | null;
            /** @description False: no kitchen makes it, it goes with what is made */
            toMake: boolean;
            origin: components["schemas"]["OriginRead"];
            amendedAt: string | null;
            line: number;
            plu: string;
            name: string;
            quantity: number;
            /** @description Null: a part of something, nobody said of what */
            unit: components["schemas"]["Unit"] | null;
            note: string | null;
            allergens: string[];
            forName: string | null;
            unitPrice: components["schemas"]["Money"] | null;
            modifiers: components["schemas"]["ModifierRead"][];
            station: string | null;
            /** @description What the menu says against a line that was sold elsewhere: `snoozed`, `unknown-modifier`, `too-many-modifiers` */
            flags: string[];
            status: components["schemas"]["ItemStatus"];
            statusHistory: components["schemas"]["ItemHistoryEntryRead"][];
            /** @description How many there are; the answer to a PATCH has its own and the 20 before */
            statusHistoryTotal: number;
            /** @description The parts of a bundle */
            items: components["schemas"]["PartRead"][];
        };
        /** @enum {string} */
        ItemStatus: "ORDERED" | "PREPARING" | "READY" | "PICKED_UP" | "CANCELLED";
        ItemStatusUpdate: {
            reason?: string | null;
            /**
             * @description Allow going back a step
             * @default false
             */
            recall?: boolean;
            /** @description When it happened, if that isn't now */
            occurredAt?: string | null;
            status: ("ORDERED" | "PREPARING" | "READY" | "CANCELLED") | (1 | 2 | 3 | 5);
            /** @description How many move, in all as a ticket has it: they become a line of their own. Left out: all */
            quantity?: number | null;
        };
        /** @description A JSON merge patch: what is left out stays, what is null is taken away. */
        ItemUpdate: {
            reason?: string | null;
            /** @description Of a part for one of its bundle. Fewer: the rest is split off and CANCELLED. More of what has begun: a new line */
            quantity?: number;
            note?: string | null;
            /** @description All of them anew, priced by the menu where none brings a price */
            modifiers?: components["schemas"]["ModifierCreate"][] | null;
            allergens?: string[] | null;
            /** @description Of a bundle its parts go along */
            course?: number | null;
            /** @description True: not to be begun before it is fired. False: fired by this */
            held?: boolean;
        };
        /** @description Lines that are added to an order: they begin now, so they bring no status. */
        ItemsCreate: {
            items: components["schemas"]["ItemCreate"][];
            reason?: string | null;
        };
        JsonValue: unknown;
        KeyCreate: {
            /** @description What it may do */
            scopes: components["schemas"]["Scope"][];
            /** @description Of these brands alone; null: of all */
            brandIds?: string[] | null;
            /** @description At these locations alone; null: at all */
            locationIds?: string[] | null;
            /** @description Those that a display shows; null: all */
            stations?: string[] | null;
            /** @description How often it may ask, such as `1200/minute`; null: as often as the server lets everybody, and a display as often as it likes */
            rateLimit?: string | null;
            /** @description In the future; null: when it is revoked */
            expiresAt?: string | null;
        };
        KeyIssuedRead: {
            /** @description Shown this once: nobody can tell it again */
            key: string;
            /** @description What is kept of it */
            kept: components["schemas"]["KeyRead"];
        };
        KeyRead: {
            /** @description The first characters of the key, which are no secret */
            id: string;
            partnerId: string;
            scopes: string[];
            brandIds: string[] | null;
            locationIds: string[] | null;
            stations: string[] | null;
            rateLimit: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description After a rotation the end of the overlap, if that is sooner */
            expiresAt: string | null;
            revokedAt: string | null;
            /** @description To within a minute */
            lastUsedAt: string | null;
            state: components["schemas"]["KeyState"];
        };
        KeyRotate: {
            /**
             * @description For how long the key of before is taken beside the new one
             * @default 86400
             */
            overlapSeconds?: number;
        };
        /** @enum {string} */
        KeyState: "live" | "expired" | "revoked";
        KeysRead: {
            items: components["schemas"]["KeyRead"][];
        };
        KitchenStationRead: {
            station: string;
            warnSeconds: number;
            lateSeconds: number;
        };
        KitchenStationUpdate: {
            /** @description Warn from so long before `startBy` or `dueAt` */
            warnSeconds: number;
            /** @description Late from so long after it */
            lateSeconds: number;
        };
        KitchenStationsRead: {
            items: components["schemas"]["KitchenStationRead"][];
        };
        LineCreate: {
            /** @description When it is served; left out: with its bundle */
            course?: number | null;
            /**
             * @description Not to be begun before it is fired; of a bundle: none of its parts
             * @default false
             */
            held?: boolean;
            /** @description False: no kitchen makes it, it goes with what is made. Left out: as the menu says, and then as the location says of lines without a station */
            toMake?: boolean | null;
            plu: string;
            /** @description May be left out where the PLU is on the brand's menu */
            name?: string | null;
            /** @description Of pieces the quantity is whole. Left out: pieces if it is whole, else it is taken as it is and answered as null */
            unit?: components["schemas"]["Unit"] | null;
            /** @description At most three decimal places */
            quantity: number;
            note?: string | null;
            /**
             * @description Their names: shown first, and apart from any note
             * @default []
             */
            allergens?: string[];
            /** @description Whose it is, at the table */
            forName?: string | null;
            /** @description What it was sold for; left out, the menu's price */
            unitPrice?: components["schemas"]["Price"] | null;
            /** @default [] */
            modifiers?: components["schemas"]["ModifierCreate"][];
            status?: ("ORDERED" | "PREPARING" | "READY" | "CANCELLED") | (1 | 2 | 3 | 5) | null;
            /** @default [] */
            statusHistory?: components["schemas"]["ItemClaim"][];
        };
        ListedGroupRead: {
            id: string;
            name: string;
            min: number;
            max: number | null;
            options: components["schemas"]["ListedOptionRead"][];
        };
        ListedModifierRead: {
            plu: string;
            name: string;
            price: components["schemas"]["Price"];
            maxQuantity: number;
            /** @description It isn't snoozed */
            orderable: boolean;
        };
        ListedOptionRead: {
            plu: string;
            name: string;
            price: components["schemas"]["OptionPrice"];
            maxQuantity: number;
            pricesWith: components["schemas"]["PriceWithRead"][];
            /** @description Neither switched off, snoozed nor sold out */
            orderable: boolean;
            /** @description It is a product of the menu, as a part of this */
            product: boolean;
        };
        LoadRead: {
            locationId: string;
            /** @description Until it would be ready, by the definition */
            minutes: number;
            /**
             * Format: date-time
             * @description So long after `asOf`
             */
            readyAt: string;
            /**
             * Format: date-time
             * @description The moment of which the open lines are
             */
            asOf: string;
            /** @description By name: those with lines to make, and those that prepared some lately */
            stations: components["schemas"]["StationLoadRead"][];
            /** @description Whether it takes orders, as `/api/locations/{id}/intake` says it */
            intake: components["schemas"]["IntakeSwitchRead"][];
            /** @description What the numbers mean */
            definition: string;
        };
        LocationNowRead: {
            /** @description Tickets that the kitchen sees with something left to be made */
            open: number;
            /** @description Those of them whose `sla` is `late` in `/api/kitchen/tickets` */
            late: number;
            /** @description Tickets that wait to be picked up */
            ready: number;
            /** @description How long the kitchen has seen the oldest open one; null: none is open */
            oldestSeconds: number | null;
            /** @description Orders for later that the kitchen will see within an hour */
            heldNextHour: number;
            /** @description Products and modifiers that are snoozed (86'd) there or at every location; of a station the products that it makes */
            snoozed: number;
            /** @description Paired displays that asked within the last 3 minutes; null where none is paired, since displays without a key aren't known */
            displays: number | null;
            id: string;
            name: string;
            timezone: string;
            /** @description The location's last event in this answer: stream those after it */
            asOf: string;
            /** @description Those of the location, by name */
            stations: components["schemas"]["StationNowRead"][];
        };
        LocationRead: {
            id: string;
            name: string;
            timezone: string;
            dayStartsAt: string;
            /** @enum {string} */
            unroutedLines: "make" | "follow";
            /** @description Null: as the server is set */
            releaseLeadMinutes: number | null;
            /** @description Null: its day isn't closed */
            closeAfterMinutes: number | null;
            boardMinutes: number;
            showNames: boolean;
            /** @enum {string} */
            pass: "required" | "automatic";
            /** @description Null: never */
            ringAgainSeconds: number | null;
            /** @description By name: those of which something was said, those that it sends products to, and those of its open and latest orders; with thresholds as they hold */
            stations: components["schemas"]["LocationStationRead"][];
        };
        LocationStation: {
            station: string;
            /** @description Warn from so long before `startBy` or `dueAt` of a ticket */
            warnSeconds: number;
            /** @description Late from so long after it */
            lateSeconds: number;
        };
        LocationStationRead: {
            station: string;
            warnSeconds: number;
            lateSeconds: number;
        };
        /** @description What is left out is as usual, but for the stations. */
        LocationUpdate: {
            /** @description As in the address; may be left out */
            id?: string | null;
            /** @description Left out: the id */
            name?: string | null;
            /**
             * @description The IANA zone of its clock
             * @default UTC
             */
            timezone?: string;
            /**
             * @description What its clock shows when its day begins, and the day before is closed
             * @default 04:00
             */
            dayStartsAt?: string;
            /**
             * @description Lines without a station: make them like any other, or let them follow
             * @default make
             * @enum {string}
             */
            unroutedLines?: "make" | "follow";
            /** @description The kitchen sees an order for later so long, and its longest preparation, before the pick-up; null: as the server is set */
            releaseLeadMinutes?: number | null;
            /** @description When the day begins, orders still open are closed that were placed, and wanted, so long before; null: none are */
            closeAfterMinutes?: number | null;
            /**
             * @description How long the board calls a READY order
             * @default 120
             */
            boardMinutes?: number;
            /**
             * @description Whether screens may call orders by their customers' names
             * @default false
             */
            showNames?: boolean;
            /**
             * @description `required`: an order whose lines are done is READY only once somebody moves the whole order there, at the pass; `automatic`: by itself. Holds for orders placed from now on
             * @default automatic
             * @enum {string}
             */
            pass?: "required" | "automatic";
            /** @description Screens ring again so long after a ticket came that nobody has touched; null: never */
            ringAgainSeconds?: number | null;
            /** @description All stations of which something is said; left out: what was said stays */
            stations?: components["schemas"]["LocationStation"][] | null;
        };
        LocationsRead: {
            items: components["schemas"]["LocationRead"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        MeasuredPunctualityRead: {
            items: components["schemas"]["PunctualityRead"][];
            /** @description What is counted, and what is left out */
            definition: string;
            /** @description How many were counted */
            n: number;
            /** @description How many were left out, by the cause */
            excluded: components["schemas"]["ExcludedRead"][];
            /**
             * Format: date-time
             * @description All that was acknowledged before is considered, also where a replica answers; by the clock of the database that is written to
             */
            asOf: string;
            /** @description False where percentiles are estimates. Counts, averages and maxima are exact always, percentiles of one `locationId` and up to 48 hours too */
            exact: boolean;
            /** @description What an estimate is off at most, as a part of it; null where nothing is one */
            bound?: number | null;
            /** @description The same of the period that `compare` names */
            compared: components["schemas"]["ComparedRead_PunctualityRead_"] | null;
        };
        MenuCreate: {
            /** @description As in the address, if it is given at all */
            brandId?: string | null;
            /** @description Each PLU once */
            products: components["schemas"]["MenuProductCreate"][];
        };
        MenuModifierCreate: {
            plu: string;
            name: string;
            price: components["schemas"]["ModifierPrice"];
            /**
             * @description How many of it may go with one
             * @default 1
             */
            maxQuantity?: number;
            /** @description As answered; not taken from here */
            orderable?: boolean | null;
        };
        MenuModifierRead: {
            plu: string;
            name: string;
            price: components["schemas"]["Price"];
            maxQuantity: number;
        };
        MenuProductCreate: {
            name: string;
            description?: string | null;
            /** @default [] */
            ingredients?: string[];
            price: components["schemas"]["Price"];
            /** @description Where it is prepared, at locations that don't say otherwise */
            station?: string | null;
            preparationMinutes?: number | null;
            /** @description False for what no kitchen makes (a can, a bag): its line goes with the others of its order. Null: made, unless the location says otherwise of what has no station */
            toMake?: boolean | null;
            /**
             * @description The brand's own switch
             * @default true
             */
            available?: boolean;
            /**
             * @description The extras that may go with it, each PLU once: a group of none or any
             * @default []
             */
            modifiers?: components["schemas"]["MenuModifierCreate"][];
            /**
             * @description What must and may be chosen, in this order
             * @default []
             */
            groups?: components["schemas"]["GroupCreate"][];
            plu: string;
        };
        /** @description May be put back as it is. */
        MenuRead: {
            brandId: string;
            products: components["schemas"]["ProductContentRead"][];
        };
        /**
         * @description Where the minutes of a product are from.
         * @enum {string}
         */
        MinutesBasis: "observed" | "menu" | "default" | "not-made";
        /** @enum {string} */
        ModifierAction: "ADD" | "EXTRA" | "LIGHT" | "NO" | "SIDE" | "SUBSTITUTE";
        ModifierCreate: {
            /** @default ADD */
            action?: components["schemas"]["ModifierAction"];
            name?: string | null;
            /** @description A `NO` may bring its name instead */
            plu?: string | null;
            /** @default 1 */
            quantity?: number;
            /** @description May be negative, for what makes it cheaper */
            unitPrice?: components["schemas"]["SignedPrice"] | null;
            /**
             * @description The part that it is for
             * @default WHOLE
             */
            portion?: components["schemas"]["Portion"];
            note?: string | null;
            /** @default [] */
            modifiers?: components["schemas"]["SecondModifierCreate"][];
        };
        ModifierPrice: {
            amount: number;
            /** @description ISO 4217 code */
            currency: string;
        };
        ModifierRead: {
            /** @description Null only of a `NO` */
            plu: string | null;
            name: string | null;
            /** @description For each of what it goes with */
            quantity: number;
            unitPrice: components["schemas"]["SignedMoney"] | null;
            action: components["schemas"]["ModifierAction"];
            portion: components["schemas"]["Portion"];
            note: string | null;
            modifiers: components["schemas"]["SecondModifierRead"][];
        };
        ModifiersRead: {
            items: components["schemas"]["ListedModifierRead"][];
        };
        /** @description An amount in the currency's minor unit: 1190 EUR is 11.90 €. */
        Money: {
            amount: number;
            /** @description ISO 4217 code */
            currency: string;
        };
        NowRead: {
            /**
             * Format: date-time
             * @description The server's clock at `asOf`
             */
            now: string;
            items: components["schemas"]["LocationNowRead"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        OptionCreate: {
            /** @description Of a modifier or, as a part, of a product */
            plu: string;
            name: string;
            price: components["schemas"]["OptionPriceCreate"];
            /**
             * @description How often it may be chosen
             * @default 1
             */
            maxQuantity?: number;
            /**
             * @description Its price where another option is chosen too; the first that is counts
             * @default []
             */
            pricesWith?: components["schemas"]["PriceWithCreate"][];
            /** @description As answered; not taken from here */
            orderable?: boolean | null;
            /** @description As answered; not taken from here */
            product?: boolean | null;
        };
        /** @description Added to the product's; below zero it makes it cheaper. */
        OptionPrice: {
            amount: number;
            /** @description ISO 4217 code */
            currency: string;
        };
        OptionPriceCreate: {
            amount: number;
            /** @description ISO 4217 code */
            currency: string;
        };
        OptionRead: {
            plu: string;
            name: string;
            price: components["schemas"]["OptionPrice"];
            maxQuantity: number;
            pricesWith: components["schemas"]["PriceWithRead"][];
        };
        OrderClaim: {
            status: ("RECEIVED" | "PREPARING" | "READY" | "PICKED_UP" | "CANCELLED") | (1 | 2 | 3 | 4 | 5);
            /** Format: date-time */
            timestamp: string;
        };
        OrderCreate: {
            /** @description Your own id of the order, sent as `id` or `_id`; ours is always a new UUID */
            id?: string | null;
            created?: string | null;
            /** @description The customer's account; left out, nobody's */
            account?: string | null;
            brandId: string;
            /** @default direct */
            channel?: string;
            channelOrderId: string;
            channelOrderDisplayId?: string | null;
            /** @default main */
            locationId?: string;
            customer?: components["schemas"]["CustomerCreate"] | null;
            /** @description Null where the customer picks up */
            deliveryAddress?: components["schemas"]["DeliveryAddressCreate"] | null;
            /** @description Left out: `DELIVERY` with a `deliveryAddress`, else `PICKUP` */
            orderType?: components["schemas"]["OrderType"] | null;
            /** @description Where it is served */
            table?: string | null;
            /** @description How many eat */
            covers?: number | null;
            /** @description Who serves it */
            server?: string | null;
            /** @description Left out: as soon as possible */
            pickupTime?: string | null;
            /** @default [] */
            adjustments?: components["schemas"]["AdjustmentCreate"][];
            /** @description Left out: nobody knows */
            payment?: components["schemas"]["PaymentCreate"] | null;
            note?: string | null;
            /**
             * @description Their names: shown first, and apart from any note
             * @default []
             */
            allergens?: string[];
            items: components["schemas"]["ItemCreate"][];
            status?: ("RECEIVED" | "PREPARING" | "READY" | "PICKED_UP" | "CANCELLED") | (1 | 2 | 3 | 4 | 5) | null;
            /** @default [] */
            statusHistory?: components["schemas"]["OrderClaim"][];
            metadata?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            /** @description The kitchen is to accept or deny it until then; left out, nobody waits */
            acceptBy?: string | null;
            /**
             * @description With `acceptBy`: what becomes of it where nobody answers in time
             * @default ACCEPT
             */
            acceptOutcome?: components["schemas"]["AcceptOutcome"];
            /** @description Your own id of the order, sent as `id` or `_id`; ours is always a new UUID */
            _id?: string | null;
        };
        /** @enum {string} */
        OrderGrouping: "brand" | "location" | "channel" | "orderType" | "hour" | "day" | "weekday" | "week" | "month";
        OrderHistoryEntryRead: {
            /**
             * Format: date-time
             * @description When it counts: as reported, but not before the status it ended, nor ahead of us
             */
            timestamp: string;
            /** @description What the client's clock said; null: it said nothing */
            reportedAt: string | null;
            /**
             * Format: date-time
             * @description What our clock said
             */
            recordedAt: string;
            /** @description The order's version that this made */
            version: number;
            actor: components["schemas"]["ActorRead"];
            reason: string | null;
            recall: boolean;
            cause: components["schemas"]["Cause"];
            /** @description False for a partner's claim that no measure counts */
            counted: boolean;
            /** @description Reported with a time before the previous change */
            late: boolean;
            /** @description How long the previous status had lasted, without the time held back */
            previousSeconds: number | null;
            /** @description How long of the previous status the kitchen was not to begin yet */
            heldSeconds: number;
            /** @description The previous status began long before we knew the order: it is in no measure */
            begunBeforeRecorded: boolean;
            status: components["schemas"]["OrderStatus"];
            fromStatus: components["schemas"]["OrderStatus"] | null;
        };
        OrderPage: {
            items: components["schemas"]["OrderRead"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        OrderRead: {
            /** Format: uuid */
            id: string;
            externalId: string | null;
            /** @description Null where nobody said whose it is */
            account: string | null;
            brandId: string;
            channel: string;
            channelOrderId: string;
            channelOrderDisplayId: string | null;
            locationId: string;
            customer: components["schemas"]["CustomerRead"] | null;
            deliveryAddress: components["schemas"]["DeliveryAddressRead"] | null;
            orderType: components["schemas"]["OrderType"];
            table: string | null;
            covers: number | null;
            server: string | null;
            /** @description Null: as soon as possible */
            pickupTime: string | null;
            /** @description The first `pickupTime`, whatever it became */
            promisedTime: string | null;
            /** @description Wanted as soon as possible: nobody named a time for it */
            asap: boolean;
            note: string | null;
            allergens: string[];
            metadata: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
            adjustments: components["schemas"]["AdjustmentRead"][];
            /** @description Null where a line has no price */
            totals: components["schemas"]["TotalsRead"] | null;
            /** @description That of `totals` */
            total: components["schemas"]["Money"] | null;
            /** @description Null where nobody told */
            payment: components["schemas"]["PaymentRead"] | null;
            status: components["schemas"]["OrderStatus"];
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            recordedAt: string;
            /** Format: date-time */
            updatedAt: string;
            allowedTransitions: components["schemas"]["OrderStatus"][];
            /** @description Null where nobody waits for an answer */
            acceptance: components["schemas"]["AcceptanceRead"] | null;
            /** @description The newest; null where there was none */
            cancellationRequest: components["schemas"]["CancellationRequestRead"] | null;
            items: components["schemas"]["ItemRead"][];
            statusHistory: components["schemas"]["OrderHistoryEntryRead"][];
            /** @description How many there are; the answer to a PATCH has its own and the 20 before */
            statusHistoryTotal: number;
            /** @description What was changed since it was placed, oldest first */
            amendments: components["schemas"]["AmendmentRead"][];
        };
        /**
         * @description By when an order was created, newest first, or by when it is to be picked up, soonest first.
         * @enum {string}
         */
        OrderSort: "createdAt" | "pickupTime";
        /** @enum {string} */
        OrderStatus: "RECEIVED" | "PREPARING" | "READY" | "PICKED_UP" | "CANCELLED";
        OrderStatusUpdate: {
            reason?: string | null;
            /**
             * @description Allow going back a step
             * @default false
             */
            recall?: boolean;
            /** @description When it happened, if that isn't now */
            occurredAt?: string | null;
            status: ("RECEIVED" | "PREPARING" | "READY" | "PICKED_UP" | "CANCELLED") | (1 | 2 | 3 | 4 | 5);
        };
        /**
         * @description How an order comes to who eats it.
         * @enum {string}
         */
        OrderType: "DELIVERY" | "PICKUP" | "DINE_IN" | "CURBSIDE" | "DRIVE_THRU";
        /** @description A JSON merge patch: what is left out stays, what is null is taken away. */
        OrderUpdate: {
            reason?: string | null;
            /** @description Null: as soon as possible */
            pickupTime?: string | null;
            note?: string | null;
            allergens?: string[] | null;
            /** @description Null: what the address says */
            orderType?: components["schemas"]["OrderType"] | null;
            table?: string | null;
            covers?: number | null;
            server?: string | null;
            customer?: components["schemas"]["CustomerCreate"] | null;
            deliveryAddress?: components["schemas"]["DeliveryAddressCreate"] | null;
            /** @description May be changed of a closed order too */
            payment?: components["schemas"]["PaymentCreate"] | null;
            /** @description All of them anew */
            adjustments?: components["schemas"]["AdjustmentCreate"][] | null;
            metadata?: {
                [key: string]: components["schemas"]["JsonValue"];
            } | null;
        };
        /**
         * @description How a line came to be: with its order, later, or as a part of another that was split off.
         * @enum {string}
         */
        OriginKind: "placed" | "added" | "split";
        OriginRead: {
            kind: components["schemas"]["OriginKind"];
            /** @description Which line it was a part of */
            fromLine: number | null;
        };
        PaidMoney: {
            amount: number;
            /** @description ISO 4217 code */
            currency: string;
        };
        PairingConfirm: {
            /** @description The screen's: history names it by this */
            name: string;
            /** @description It shows these alone */
            locationIds: string[];
            /** @description Of these brands alone; null: of all */
            brandIds?: string[] | null;
            /** @description Those that it shows; null: all */
            stations?: string[] | null;
        };
        PairingRead: {
            /** @description What the screen shows and an operator confirms */
            code: string;
            /** @description Then another one is to be asked for */
            expiresInSeconds: number;
        };
        PartCreate: {
            /** @description When it is served; left out: with its bundle */
            course?: number | null;
            /**
             * @description Not to be begun before it is fired; of a bundle: none of its parts
             * @default false
             */
            held?: boolean;
            /** @description False: no kitchen makes it, it goes with what is made. Left out: as the menu says, and then as the location says of lines without a station */
            toMake?: boolean | null;
            plu: string;
            /** @description May be left out where the PLU is on the brand's menu */
            name?: string | null;
            /** @description Of pieces the quantity is whole. Left out: pieces if it is whole, else it is taken as it is and answered as null */
            unit?: components["schemas"]["Unit"] | null;
            /** @description At most three decimal places */
            quantity: number;
            note?: string | null;
            /**
             * @description Their names: shown first, and apart from any note
             * @default []
             */
            allergens?: string[];
            /** @description Whose it is, at the table */
            forName?: string | null;
            /** @description What it was sold for; left out, the menu's price */
            unitPrice?: components["schemas"]["Price"] | null;
            /** @default [] */
            modifiers?: components["schemas"]["ModifierCreate"][];
            status?: ("ORDERED" | "PREPARING" | "READY" | "CANCELLED") | (1 | 2 | 3 | 5) | null;
            /** @default [] */
            statusHistory?: components["schemas"]["ItemClaim"][];
            /**
             * @description The parts of a bundle: lines of their own, each `quantity` for one of the bundle
             * @default []
             */
            items?: components["schemas"]["LineCreate"][];
        };
        PartOfPartRead: {
            /** @description The bundle that it is a part of */
            parentLine: number | null;
            course: number | null;
            /** @description Waits to be fired */
            held: boolean;
            /** @description Null where it was never held */
            firedAt: string | null;
            /** @description False: no kitchen makes it, it goes with what is made */
            toMake: boolean;
            origin: components["schemas"]["OriginRead"];
            amendedAt: string | null;
            line: number;
            plu: string;
            name: string;
            quantity: number;
            /** @description Null: a part of something, nobody said of what */
            unit: components["schemas"]["Unit"] | null;
            note: string | null;
            allergens: string[];
            forName: string | null;
            unitPrice: components["schemas"]["Money"] | null;
            modifiers: components["schemas"]["ModifierRead"][];
            station: string | null;
            /** @description What the menu says against a line that was sold elsewhere: `snoozed`, `unknown-modifier`, `too-many-modifiers` */
            flags: string[];
            status: components["schemas"]["ItemStatus"];
            statusHistory: components["schemas"]["ItemHistoryEntryRead"][];
            /** @description How many there are; the answer to a PATCH has its own and the 20 before */
            statusHistoryTotal: number;
            /** @description Three levels are all */
            items: components["schemas"]["JsonValue"][];
        };
        PartRead: {
            /** @description The bundle that it is a part of */
            parentLine: number | null;
            course: number | null;
            /** @description Waits to be fired */
            held: boolean;
            /** @description Null where it was never held */
            firedAt: string | null;
            /** @description False: no kitchen makes it, it goes with what is made */
            toMake: boolean;
            origin: components["schemas"]["OriginRead"];
            amendedAt: string | null;
            line: number;
            plu: string;
            name: string;
            quantity: number;
            /** @description Null: a part of something, nobody said of what */
            unit: components["schemas"]["Unit"] | null;
            note: string | null;
            allergens: string[];
            forName: string | null;
            unitPrice: components["schemas"]["Money"] | null;
            modifiers: components["schemas"]["ModifierRead"][];
            station: string | null;
            /** @description What the menu says against a line that was sold elsewhere: `snoozed`, `unknown-modifier`, `too-many-modifiers` */
            flags: string[];
            status: components["schemas"]["ItemStatus"];
            statusHistory: components["schemas"]["ItemHistoryEntryRead"][];
            /** @description How many there are; the answer to a PATCH has its own and the 20 before */
            statusHistoryTotal: number;
            items: components["schemas"]["PartOfPartRead"][];
        };
        PartnerCreate: {
            /** @description Chosen by you: history names it by this */
            id: string;
            /** @description Left out: the id */
            name?: string | null;
            /**
             * @description What sort of caller it is, as history tells it
             * @default partner
             */
            kind?: components["schemas"]["PartnerKind"];
        };
        /**
         * @description What sort of caller it is: history tells of an operator or an analyst as a user.
         * @enum {string}
         */
        PartnerKind: "partner" | "display" | "analyst" | "operator";
        PartnerRead: {
            id: string;
            name: string;
            kind: components["schemas"]["PartnerKind"];
            /** Format: date-time */
            createdAt: string;
        };
        PartnersRead: {
            items: components["schemas"]["PartnerRead"][];
            nextCursor: string | null;
        };
        /** @description `PAID` without `paid` means the total, `UNPAID` nothing; `PARTLY` says how much. */
        PaymentCreate: {
            status: components["schemas"]["PaymentStatus"];
            method?: string | null;
            paid?: components["schemas"]["PaidMoney"] | null;
        };
        PaymentRead: {
            /** @description As told; once lines are cancelled or changed, what `paid` makes it */
            status: components["schemas"]["PaymentStatus"];
            method: string | null;
            /** @description Null where the total isn't known either */
            paid: components["schemas"]["Money"] | null;
        };
        /** @enum {string} */
        PaymentStatus: "PAID" | "PARTLY" | "UNPAID";
        /** @description Of all pick-ups that count in the period; null where there was none. */
        PickupWaitRead: {
            /** @description The brand, location, channel, order type or weekday, or when the hour, day, week or month begins */
            group: string | null;
            /** @description As `group`, by `thenBy`; in CSV where this is asked for only */
            subgroup: string | null;
            count: number;
            averageSeconds: number | null;
            p50Seconds: number | null;
            p90Seconds: number | null;
            maxSeconds: number | null;
        };
        PickupWaitsRead: {
            items: components["schemas"]["PickupWaitRead"][];
            /** @description What is counted, and what is left out */
            definition: string;
            /** @description How many were counted */
            n: number;
            /** @description How many were left out, by the cause */
            excluded: components["schemas"]["ExcludedRead"][];
            /**
             * Format: date-time
             * @description All that was acknowledged before is considered, also where a replica answers; by the clock of the database that is written to
             */
            asOf: string;
            /** @description False where percentiles are estimates. Counts, averages and maxima are exact always, percentiles of one `locationId` and up to 48 hours too */
            exact: boolean;
            /** @description What an estimate is off at most, as a part of it; null where nothing is one */
            bound?: number | null;
            /** @description The same of the period that `compare` names */
            compared: components["schemas"]["ComparedRead_PickupWaitRead_"] | null;
        };
        /**
         * @description Which part of what it goes with it is for.
         * @enum {string}
         */
        Portion: "WHOLE" | "LEFT" | "RIGHT";
        PreparationTimeRead: {
            /** @description The brand, location, channel, order type or weekday, or when the hour, day, week or month begins */
            group: string | null;
            /** @description As `group`, by `thenBy`; in CSV where this is asked for only */
            subgroup: string | null;
            brandId: string;
            plu: string;
            /** @description One of them, where lines call it differently */
            name: string;
            /** @description Null: no station's */
            station: string | null;
            count: number;
            averageSeconds: number;
            p50Seconds: number;
            p90Seconds: number;
            maxSeconds: number;
        };
        PreparationTimesRead: {
            items: components["schemas"]["PreparationTimeRead"][];
            /** @description What is counted, and what is left out */
            definition: string;
            /** @description How many were counted */
            n: number;
            /** @description How many were left out, by the cause */
            excluded: components["schemas"]["ExcludedRead"][];
            /**
             * Format: date-time
             * @description All that was acknowledged before is considered, also where a replica answers; by the clock of the database that is written to
             */
            asOf: string;
            /** @description False where percentiles are estimates. Counts, averages and maxima are exact always, percentiles of one `locationId` and up to 48 hours too */
            exact: boolean;
            /** @description What an estimate is off at most, as a part of it; null where nothing is one */
            bound?: number | null;
            /** @description The same of the period that `compare` names */
            compared: components["schemas"]["ComparedRead_PreparationTimeRead_"] | null;
        };
        PreparingRead: {
            /** @description `channelOrderDisplayId`, or the last six characters of `channelOrderId` */
            displayId: string;
            channel: string;
            brandId: string;
            /** @description What tells it from others on the board that are called the same: the channel, the brand or the end of `channelOrderId`; null where nobody else is called so */
            mark: string | null;
            /** @description The first word of the customer's name; null unless the location has `showNames` */
            name: string | null;
            /** @description Null: as soon as possible */
            pickupTime: string | null;
        };
        /** @description What one costs; many may come to more. */
        Price: {
            amount: number;
            /** @description ISO 4217 code */
            currency: string;
        };
        PriceWithCreate: {
            plu: string;
            price: components["schemas"]["OptionPriceCreate"];
        };
        PriceWithRead: {
            plu: string;
            price: components["schemas"]["OptionPrice"];
        };
        ProductContentRead: {
            plu: string;
            name: string;
            description: string | null;
            ingredients: string[];
            price: components["schemas"]["Price"];
            station: string | null;
            preparationMinutes: number | null;
            toMake: boolean | null;
            /** @description The brand's own switch */
            available: boolean;
            modifiers: components["schemas"]["MenuModifierRead"][];
            groups: components["schemas"]["GroupRead"][];
        };
        /** @enum {string} */
        ProductEventType: "product.snoozed" | "product.soldOut" | "product.available";
        ProductPage: {
            items: components["schemas"]["ProductRead"][];
            /** @description Null on the last page */
            nextCursor: string | null;
        };
        ProductRead: {
            plu: string;
            name: string;
            description: string | null;
            ingredients: string[];
            price: components["schemas"]["Price"];
            station: string | null;
            preparationMinutes: number | null;
            toMake: boolean | null;
            /** @description The brand's own switch */
            available: boolean;
            modifiers: components["schemas"]["ListedModifierRead"][];
            groups: components["schemas"]["ListedGroupRead"][];
            brandId: string;
            snoozed: boolean;
            /** @description Null if it isn't snoozed, or is for good */
            snoozedUntil: string | null;
            /** @description Available, not snoozed and not sold out */
            orderable: boolean;
            /** @description How much is left; null where nobody counts */
            stock: number | null;
            /** @description The same, to be put back as it is */
            remaining: number | null;
            images: components["schemas"]["ImageRead"][];
        };
        ProductStock: {
            plu: string;
            /** @description How much is left */
            stock: number;
        };
        /** @description May be what was answered, changed: whose product it is has to fit, the rest isn't taken from here. */
        ProductUpdate: {
            name: string;
            description?: string | null;
            /** @default [] */
            ingredients?: string[];
            price: components["schemas"]["Price"];
            /** @description Where it is prepared, at locations that don't say otherwise */
            station?: string | null;
            preparationMinutes?: number | null;
            /** @description False for what no kitchen makes (a can, a bag): its line goes with the others of its order. Null: made, unless the location says otherwise of what has no station */
            toMake?: boolean | null;
            /**
             * @description The brand's own switch
             * @default true
             */
            available?: boolean;
            /**
             * @description The extras that may go with it, each PLU once: a group of none or any
             * @default []
             */
            modifiers?: components["schemas"]["MenuModifierCreate"][];
            /**
             * @description What must and may be chosen, in this order
             * @default []
             */
            groups?: components["schemas"]["GroupCreate"][];
            /** @description As in the query, if it is given at all */
            brandId?: string | null;
            /** @description As in the address, if it is given at all */
            plu?: string | null;
            /** @description How much is left: at `locationId`, or at all locations together that have no number of their own. Left out, null or equal to `remaining`: as before */
            stock?: number | null;
            /** @description As answered, so that an answer put back doesn't undo what was sold since */
            remaining?: number | null;
            /** @description As answered; not taken from here */
            snoozed?: boolean | null;
            /** @description As answered; not taken from here */
            snoozedUntil?: string | null;
            /** @description As answered; not taken from here */
            orderable?: boolean | null;
            /**
             * @description As answered; not taken from here
             * @default []
             */
            images?: components["schemas"]["ImageRead"][];
        };
        /** @enum {string} */
        Promise: "first" | "last";
        /** @description Of all orders that count in the period; null where there was none. */
        PunctualityRead: {
            /** @description The brand, location, channel, order type or weekday, or when the hour, day, week or month begins */
            group: string | null;
            /** @description As `group`, by `thenBy`; in CSV where this is asked for only */
            subgroup: string | null;
            orders: number;
            /** @description Ready later than promised */
            late: number;
            /** @description Of `orders`, from 0 to 1 */
            lateShare: number | null;
            /** @description Positive is late, negative is early */
            averageErrorSeconds: number | null;
            p50ErrorSeconds: number | null;
            p90ErrorSeconds: number | null;
            /** @description Those that went back from READY to be worked on */
            recalled: number;
        };
        QuoteCreate: {
            /** @default main */
            locationId?: string;
            /** @description Whose menu; left out: that of the one that the key is limited to, else the minutes are those of the brand whose product with the PLU was prepared most often there */
            brandId?: string | null;
            /** @default direct */
            channel?: string;
            /** @description Lines; the parts of bundles are lines */
            items: components["schemas"]["QuoteItem"][];
        };
        QuoteItem: {
            plu: string;
            /**
             * @description With a fraction it counts as one piece
             * @default 1
             */
            quantity?: number;
        };
        QuoteRead: {
            locationId: string;
            /** @description Whose menu was asked; null: nobody's */
            brandId: string | null;
            channel: string;
            /** @description Until it would be ready, by the definition */
            minutes: number;
            /**
             * Format: date-time
             * @description So long after `asOf`
             */
            readyAt: string;
            /**
             * Format: date-time
             * @description The moment of which the open lines are
             */
            asOf: string;
            /** @description PAUSED: the channel's orders are refused now */
            mode: components["schemas"]["IntakeMode"];
            /** @description What BUSY adds; they are in the minutes */
            extraMinutes: number;
            /** @description How long the mode holds, if known */
            until: string | null;
            /** @description As they were sent */
            items: components["schemas"]["QuotedItemRead"][];
            /** @description By name: those that make any of it */
            stations: components["schemas"]["StationQuoteRead"][];
            /** @description What the numbers mean */
            definition: string;
        };
        QuotedItemRead: {
            plu: string;
            /** @description False: not on the menu, and not prepared there lately */
            known: boolean;
            /** @description Where it is made; null: nobody says where */
            station: string | null;
            /** @description What one line of it takes */
            minutes: number;
            /** @description Where the minutes are from */
            basis: components["schemas"]["MinutesBasis"];
            /** @description How many preparations were observed */
            n: number;
        };
        /** @enum {string} */
        Readiness: "first" | "final";
        ReadyRead: {
            /** @description `channelOrderDisplayId`, or the last six characters of `channelOrderId` */
            displayId: string;
            channel: string;
            brandId: string;
            /** @description What tells it from others on the board that are called the same: the channel, the brand or the end of `channelOrderId`; null where nobody else is called so */
            mark: string | null;
            /** @description The first word of the customer's name; null unless the location has `showNames` */
            name: string | null;
            /** @description Null: as soon as possible */
            pickupTime: string | null;
            /** Format: date-time */
            since: string;
        };
        ReplacedRead: {
            created: number;
            /** @description Those that differed */
            replaced: number;
            deleted: number;
            unchanged: number;
            /** @description If so, it has not been done */
            dryRun: boolean;
        };
        Replay: {
            /** @description A time, or the `data.cursor` of a message: what came after is sent again */
            from: string;
            /** @description Only its events; with a cursor, the location that it is of */
            locationId?: string | null;
        };
        RetentionRead: {
            /** @description The brand, location, channel, order type or weekday, or when the hour, day, week or month begins */
            group: string | null;
            /** @description As `group`, by `thenBy`; in CSV where this is asked for only */
            subgroup: string | null;
            /** @description Accounts that have orders here */
            customers: number;
            /** @description Their first order of all time is one of these */
            new: number;
            /** @description They had ordered before */
            returning: number;
            /** @description `returning` of `customers`, from 0 to 1; null without any */
            repeatRate: number | null;
            orders: number;
        };
        RetentionsRead: {
            items: components["schemas"]["RetentionRead"][];
            /** @description What is counted, and what is left out */
            definition: string;
            /** @description How many were counted */
            n: number;
            /** @description How many were left out, by the cause */
            excluded: components["schemas"]["ExcludedRead"][];
            /**
             * Format: date-time
             * @description All that was acknowledged before is considered, also where a replica answers; by the clock of the database that is written to
             */
            asOf: string;
            /** @description False where percentiles are estimates. Counts, averages and maxima are exact always, percentiles of one `locationId` and up to 48 hours too */
            exact: boolean;
            /** @description What an estimate is off at most, as a part of it; null where nothing is one */
            bound?: number | null;
            /** @description The same of the period that `compare` names */
            compared: components["schemas"]["ComparedRead_RetentionRead_"] | null;
        };
        /**
         * @description What a caller may do. Each route names the one that it needs.
         * @enum {string}
         */
        Scope: "orders:write" | "orders:read" | "kitchen:read" | "kitchen:write" | "menu:read" | "menu:write" | "analytics:read" | "events:read" | "webhooks:write" | "admin";
        SecondModifierCreate: {
            /** @default ADD */
            action?: components["schemas"]["ModifierAction"];
            name?: string | null;
            /** @description A `NO` may bring its name instead */
            plu?: string | null;
            /** @default 1 */
            quantity?: number;
            /** @description May be negative, for what makes it cheaper */
            unitPrice?: components["schemas"]["SignedPrice"] | null;
            /**
             * @description The part that it is for
             * @default WHOLE
             */
            portion?: components["schemas"]["Portion"];
            note?: string | null;
            /** @default [] */
            modifiers?: components["schemas"]["ThirdModifierCreate"][];
        };
        SecondModifierRead: {
            /** @description Null only of a `NO` */
            plu: string | null;
            name: string | null;
            /** @description For each of what it goes with */
            quantity: number;
            unitPrice: components["schemas"]["SignedMoney"] | null;
            action: components["schemas"]["ModifierAction"];
            portion: components["schemas"]["Portion"];
            note: string | null;
            modifiers: components["schemas"]["ThirdModifierRead"][];
        };
        SecondTicketModifierRead: {
            /** @description Null only of a `NO` */
            plu: string | null;
            name: string | null;
            /** @description For each of what it goes with */
            quantity: number;
            action: components["schemas"]["ModifierAction"];
            portion: components["schemas"]["Portion"];
            note: string | null;
            modifiers: components["schemas"]["ThirdTicketModifierRead"][];
        };
        SecretRotate: {
            /**
             * @description For how long the secret of before signs beside the new one
             * @default 86400
             */
            overlapSeconds?: number;
        };
        SessionCreate: {
            /** @description Comes back in a cookie, never else */
            key: string;
        };
        SessionRead: {
            /** @description What sort of caller; `trusted` where nobody is asked for a key */
            kind: string;
            /** @description The partner's id */
            name: string | null;
            scopes: string[];
            brandIds: string[] | null;
            locationIds: string[] | null;
        };
        /** @enum {string} */
        Setback: "cancellation" | "recall";
        /** @description Cancellations or recalls that are alike in all that stands before `count`. */
        SetbacksRead: {
            /** @description The brand, location, channel, order type or weekday, or when the hour, day, week or month begins */
            group: string | null;
            /** @description As `group`, by `thenBy`; in CSV where this is asked for only */
            subgroup: string | null;
            setback: components["schemas"]["Setback"];
            /** @description What was said; null where nobody said one */
            reason: string | null;
            /** @description display, partner, user or system */
            actorKind: string;
            /** @description The status that they ended; null where it isn't known */
            stage: string | null;
            currency: string | null;
            count: number;
            /** @description Of what was cancelled, in the currency's minor unit; null without a price */
            amount: number | null;
            /** @description The part of `amount` that had been begun */
            wastedAmount: number | null;
        };
        /** @description An amount in the currency's minor unit, below zero where it makes something cheaper. */
        SignedMoney: {
            amount: number;
            /** @description ISO 4217 code */
            currency: string;
        };
        /** @description What one costs, or by how much it makes something cheaper. */
        SignedPrice: {
            amount: number;
            /** @description ISO 4217 code */
            currency: string;
        };
        /** @enum {string} */
        Sla: "on_time" | "warn" | "late";
        SnoozeCreate: {
            brandId: string;
            /** @description Null for every location */
            locationId?: string | null;
            /** @description Of products and of modifiers */
            plus: string[];
            /** @description In the future; null for good */
            until?: string | null;
        };
        SnoozeRead: {
            /** @description Null for every location */
            locationId: string | null;
            plu: string;
            /** @description Null for good */
            until: string | null;
        };
        SnoozedRead: {
            brandId: string;
            locationId: string | null;
            plus: string[];
            until: string | null;
            /** @description Orders neither picked up nor cancelled that have some of it */
            openOrders: components["schemas"]["AffectedOrderRead"][];
        };
        SnoozesRead: {
            items: components["schemas"]["SnoozeRead"][];
        };
        StationLoadRead: {
            /** @description Null: lines that no station makes */
            station: string | null;
            /** @description To make; of the brands that the key is limited to */
            lines: number;
            /** @description Of the lines those that nobody has begun */
            ordered: number;
            preparing: number;
            /** @description Of which the lines are */
            orders: number;
            /** @description Since when the kitchen sees the oldest of the lines */
            oldestSince: string | null;
            /** @description How many pieces it prepares at once, as observed */
            atOnce: number;
            /** @description Until its lines are made, of all brands */
            minutesAhead: number;
            /** @description Until a line that is ordered now is ready */
            minutes: number;
        };
        StationNowRead: {
            /** @description Tickets that the kitchen sees with something left to be made */
            open: number;
            /** @description Those of them whose `sla` is `late` in `/api/kitchen/tickets` */
            late: number;
            /** @description Tickets that wait to be picked up */
            ready: number;
            /** @description How long the kitchen has seen the oldest open one; null: none is open */
            oldestSeconds: number | null;
            /** @description Orders for later that the kitchen will see within an hour */
            heldNextHour: number;
            /** @description Products and modifiers that are snoozed (86'd) there or at every location; of a station the products that it makes */
            snoozed: number;
            /** @description Paired displays that asked within the last 3 minutes; null where none is paired, since displays without a key aren't known */
            displays: number | null;
            station: string;
        };
        StationQuoteRead: {
            /** @description Null: lines that no station makes */
            station: string | null;
            /** @description Until what it has already is made */
            minutesAhead: number;
            /** @description Until its lines of this order are ready */
            minutes: number;
        };
        StationRead: {
            plu: string;
            station: string;
        };
        StationUpdate: {
            station: string;
        };
        StationsRead: {
            items: components["schemas"]["StationRead"][];
        };
        /** @description Of all stays in the status that count in the period; null where there was none. */
        StatusDurationRead: {
            /** @description The brand, location, channel, order type or weekday, or when the hour, day, week or month begins */
            group: string | null;
            /** @description As `group`, by `thenBy`; in CSV where this is asked for only */
            subgroup: string | null;
            status: string;
            count: number;
            averageSeconds: number | null;
            p50Seconds: number | null;
            p90Seconds: number | null;
            p95Seconds: number | null;
            maxSeconds: number | null;
        };
        StatusDurationsRead: {
            items: components["schemas"]["StatusDurationRead"][];
            /** @description What is counted, and what is left out */
            definition: string;
            /** @description How many were counted */
            n: number;
            /** @description How many were left out, by the cause */
            excluded: components["schemas"]["ExcludedRead"][];
            /**
             * Format: date-time
             * @description All that was acknowledged before is considered, also where a replica answers; by the clock of the database that is written to
             */
            asOf: string;
            /** @description False where percentiles are estimates. Counts, averages and maxima are exact always, percentiles of one `locationId` and up to 48 hours too */
            exact: boolean;
            /** @description What an estimate is off at most, as a part of it; null where nothing is one */
            bound?: number | null;
            /** @description The same of the period that `compare` names */
            compared: components["schemas"]["ComparedRead_StatusDurationRead_"] | null;
        };
        StockListRead: {
            items: components["schemas"]["StockRead"][];
        };
        StockRead: {
            /** @description Null: of all locations together that have no number of their own */
            locationId: string | null;
            plu: string;
            /** @description How much is left */
            stock: number;
        };
        StockUpdate: {
            brandId: string;
            /** @description Null for all locations together that have no number of their own */
            locationId?: string | null;
            /** @description Each PLU once */
            items: components["schemas"]["ProductStock"][];
        };
        /** @enum {string} */
        Subject: "order" | "item";
        /** @description An amount in the currency's minor unit, which may be negative. */
        SumRead: {
            amount: number;
            currency: string;
        };
        ThirdModifierCreate: {
            /** @default ADD */
            action?: components["schemas"]["ModifierAction"];
            name?: string | null;
            /** @description A `NO` may bring its name instead */
            plu?: string | null;
            /** @default 1 */
            quantity?: number;
            /** @description May be negative, for what makes it cheaper */
            unitPrice?: components["schemas"]["SignedPrice"] | null;
            /**
             * @description The part that it is for
             * @default WHOLE
             */
            portion?: components["schemas"]["Portion"];
            note?: string | null;
            /**
             * @description There are three levels in all
             * @default []
             */
            modifiers?: components["schemas"]["JsonValue"][];
        };
        ThirdModifierRead: {
            /** @description Null only of a `NO` */
            plu: string | null;
            name: string | null;
            /** @description For each of what it goes with */
            quantity: number;
            unitPrice: components["schemas"]["SignedMoney"] | null;
            action: components["schemas"]["ModifierAction"];
            portion: components["schemas"]["Portion"];
            note: string | null;
            modifiers: components["schemas"]["JsonValue"][];
        };
        ThirdTicketModifierRead: {
            /** @description Null only of a `NO` */
            plu: string | null;
            name: string | null;
            /** @description For each of what it goes with */
            quantity: number;
            action: components["schemas"]["ModifierAction"];
            portion: components["schemas"]["Portion"];
            note: string | null;
            modifiers: components["schemas"]["JsonValue"][];
        };
        ThroughputRead: {
            items: components["schemas"]["FlowRead"][];
            /** @description What is counted, and what is left out */
            definition: string;
            /** @description How many were counted */
            n: number;
            /** @description How many were left out, by the cause */
            excluded: components["schemas"]["ExcludedRead"][];
            /**
             * Format: date-time
             * @description All that was acknowledged before is considered, also where a replica answers; by the clock of the database that is written to
             */
            asOf: string;
            /** @description False where percentiles are estimates. Counts, averages and maxima are exact always, percentiles of one `locationId` and up to 48 hours too */
            exact: boolean;
            /** @description What an estimate is off at most, as a part of it; null where nothing is one */
            bound?: number | null;
            /** @description The same of the period that `compare` names */
            compared: components["schemas"]["ComparedRead_FlowRead_"] | null;
        };
        TicketItemRead: {
            line: number;
            parentLine: number | null;
            /** @description A heading over its parts, which are made; on whole tickets only */
            bundle: boolean;
            /** @description What the bundle is called that it is a part of */
            bundleName: string | null;
            plu: string;
            name: string;
            /** @description In all, also of a part of several bundles */
            quantity: number;
            unit: components["schemas"]["Unit"] | null;
            note: string | null;
            /** @description To be shown first, and never cut */
            allergens: string[];
            forName: string | null;
            modifiers: components["schemas"]["TicketModifierRead"][];
            station: string | null;
            flags: string[];
            course: number | null;
            /** @description Not to be begun before it is fired */
            held: boolean;
            /** @description Null where it was never held */
            firedAt: string | null;
            /** @description False: it goes with what is made */
            toMake: boolean;
            /** @description When it was last changed or added; null: as it was placed */
            amendedAt: string | null;
            status: components["schemas"]["ItemStatus"];
        };
        TicketModifierRead: {
            /** @description Null only of a `NO` */
            plu: string | null;
            name: string | null;
            /** @description For each of what it goes with */
            quantity: number;
            action: components["schemas"]["ModifierAction"];
            portion: components["schemas"]["Portion"];
            note: string | null;
            modifiers: components["schemas"]["SecondTicketModifierRead"][];
        };
        TicketRead: {
            /** Format: uuid */
            orderId: string;
            orderVersion: number;
            orderStatus: components["schemas"]["OrderStatus"];
            /** @description `channelOrderDisplayId`, or the last six characters of `channelOrderId` */
            displayId: string;
            channel: string;
            brandId: string;
            orderType: components["schemas"]["OrderType"];
            table: string | null;
            covers: number | null;
            server: string | null;
            /** @description As it was sent */
            customerName: string | null;
            /** @description What is still to be paid; null where nothing is, or nobody told */
            toCollect: components["schemas"]["Money"] | null;
            /** @description Null for the whole order */
            station: string | null;
            /** @description The order's; a station's share has that of its lines: ORDERED, READY or CANCELLED where all stand there (cancelled ones apart), else PREPARING */
            status: components["schemas"]["OrderStatus"] | components["schemas"]["ItemStatus"];
            /** @description Null: as soon as possible */
            pickupTime: string | null;
            asap: boolean;
            /**
             * Format: date-time
             * @description `dueAt` less the longest preparation of the lines neither cancelled nor held
             */
            startBy: string;
            /**
             * Format: date-time
             * @description When it must be there: the pick-up, or as soon as possible: the longest preparation of the order after it was recorded
             */
            dueAt: string;
            /** @description Whole seconds from `now` to `startBy`, or to `dueAt` once it is begun; negative when past */
            remainingSeconds: number;
            /** @description By the station's thresholds; on_time where nothing is left to be made or all of it is held. A ticket that isn't begun (RECEIVED, ORDERED) is judged by `startBy`, a begun one by `dueAt`: unless set otherwise warn from 300 s before it, late from 0 s after. What is wanted as soon as possible warns from then, and is late that much later */
            sla: components["schemas"]["Sla"];
            /** @description Waits for `POST /api/orders/{id}/accept` or `deny`; begun, it is accepted */
            toAccept: components["schemas"]["ToAcceptRead"] | null;
            /** @description An order for later, shown for its answer alone and counted nowhere */
            early: boolean;
            /** @description Waits for `POST /api/orders/{id}/cancellation-requests/confirm` or `refuse` */
            cancellationRequest: components["schemas"]["ToCancelRead"] | null;
            /** Format: date-time */
            createdAt: string;
            note: string | null;
            allergens: string[];
            /** @description Whether somebody completes it at the pass, by moving the whole order to READY */
            passRequired: boolean;
            /** @description All of the order is made, and it waits at the pass to be completed */
            toPack: boolean;
            /** @description How far the stations are that have something else of the order, by name */
            elsewhere: components["schemas"]["ElsewhereRead"][];
            items: components["schemas"]["TicketItemRead"][];
        };
        TicketsRead: {
            locationId: string;
            station: string | null;
            /** @description The location's last event in this answer: stream those after it */
            asOf: string;
            /**
             * Format: date-time
             * @description The server's clock at `asOf`
             */
            now: string;
            /** @description By `startBy`, then `createdAt` */
            tickets: components["schemas"]["TicketRead"][];
            /** @description Still to be made and not held, most first; null where orders were asked for */
            allDay: components["schemas"]["AllDayRead"][] | null;
            held: components["schemas"]["HeldRead"];
            /** @description A screen rings again so long after a ticket came; null: never */
            ringAgainSeconds: number | null;
            /** @description False where nothing was said of the location and no order was placed there */
            known: boolean;
            /** @description Where it isn't known, those that are, by id; at most 100 */
            knownLocations: string[];
            /** @description False where nothing was said of the station and nothing was sent to it; true where none was named */
            stationKnown: boolean;
            /** @description Where it isn't known, those that are; at most 100 */
            knownStations: string[];
        };
        ToAcceptRead: {
            /**
             * Format: date-time
             * @description Until when it waits for an answer
             */
            by: string;
            /** @description What becomes of it then */
            outcome: components["schemas"]["AcceptOutcome"];
        };
        ToCancelRead: {
            reason: string | null;
            /** Format: date-time */
            requestedAt: string;
            requestedBy: components["schemas"]["ActorRead"];
        };
        /** @description All of it computed by us from the lines and adjustments as they stand. */
        TotalsRead: {
            /** @description All lines */
            ordered: components["schemas"]["SumRead"];
            /** @description The lines that are CANCELLED */
            cancelled: components["schemas"]["SumRead"];
            /** @description `ordered` less `cancelled` */
            items: components["schemas"]["SumRead"];
            /** @description Those that aren't `included` */
            adjustments: components["schemas"]["SumRead"];
            /** @description `items` and `adjustments`, never below zero */
            total: components["schemas"]["Money"];
            paid: components["schemas"]["Money"];
            /** @description `total` less `paid`, never below zero */
            due: components["schemas"]["Money"];
        };
        UberCart: {
            items: components["schemas"]["UberItem"][];
            special_instructions?: string | "" | null;
        } & {
            [key: string]: unknown;
        };
        UberCharges: {
            delivery_fee?: components["schemas"]["UberMoney"] | null;
            bag_fee?: components["schemas"]["UberMoney"] | null;
            small_order_fee?: components["schemas"]["UberMoney"] | null;
            tip?: components["schemas"]["UberMoney"] | null;
            total_promo_applied?: components["schemas"]["UberMoney"] | null;
            cash_amount_due?: components["schemas"]["UberMoney"] | null;
        } & {
            [key: string]: unknown;
        };
        UberEater: {
            first_name?: string | "" | null;
            last_name?: string | "" | null;
            phone?: string | null;
        } & {
            [key: string]: unknown;
        };
        UberEatsOrder: {
            id: string;
            display_id?: string | "" | null;
            /** @description One that we don't know is as none */
            current_state?: string | "" | null;
            type?: string | "" | null;
            store: components["schemas"]["UberStore"];
            eater?: components["schemas"]["UberEater"] | null;
            placed_at?: string | null;
            estimated_ready_for_pickup_at?: string | null;
            cart: components["schemas"]["UberCart"];
            payment?: components["schemas"]["UberPayment"] | null;
        } & {
            [key: string]: unknown;
        };
        UberItem: {
            id: string;
            /** @description The PLU; where it is missing, the `id` is */
            external_data?: string | null;
            title?: string | "" | null;
            /** @default 1 */
            quantity?: number;
            price?: components["schemas"]["UberPrice"] | null;
            selected_modifier_groups?: components["schemas"]["UberModifierGroup"][] | null;
            special_instructions?: string | "" | null;
        } & {
            [key: string]: unknown;
        };
        UberModifierGroup: {
            selected_items?: components["schemas"]["UberItem"][] | null;
            removed_items?: components["schemas"]["UberItem"][] | null;
        } & {
            [key: string]: unknown;
        };
        UberMoney: {
            amount: number;
            /** @description ISO 4217 code */
            currency_code: string;
        } & {
            [key: string]: unknown;
        };
        UberPayment: {
            charges?: components["schemas"]["UberCharges"] | null;
        } & {
            [key: string]: unknown;
        };
        UberPrice: {
            unit_price: components["schemas"]["UberUnitPrice"];
        } & {
            [key: string]: unknown;
        };
        UberStore: {
            id: string;
            /** @description The location, unless the address names it */
            external_reference_id?: string | "" | null;
        } & {
            [key: string]: unknown;
        };
        UberUnitPrice: {
            amount: number;
            /** @description ISO 4217 code */
            currency_code: string;
        } & {
            [key: string]: unknown;
        };
        /** @enum {string} */
        Unit: "piece" | "kg" | "g" | "l" | "ml";
        /** @enum {string} */
        Wording: "native" | "deliverect" | "uberEats";
        WorkingParts: {
            /** @description `ok`, or `reads-only` where nothing can be changed for now */
            status: string;
            /** @description `ok` */
            reads: string;
            /** @description `ok`, or why they are refused */
            writes: string;
        };
        MessageChange: {
            /** @description Which item; null: the order itself */
            line: number | null;
            plu: string | null;
            station: string | null;
            /** @description Null where it is the first */
            fromStatus: components["schemas"]["OrderStatus"] | components["schemas"]["ItemStatus"] | null;
            toStatus: components["schemas"]["OrderStatus"] | components["schemas"]["ItemStatus"];
        };
        OrderTold: {
            /** @description Where the event stands in the feed; of one that is told from history the last that is gone */
            cursor: string;
            /** Format: uuid */
            orderId: string;
            externalId: string | null;
            channel: string | null;
            channelOrderId: string | null;
            brandId: string | null;
            locationId: string;
            orderVersion: number;
            orderStatus: components["schemas"]["OrderStatus"];
            changes: components["schemas"]["MessageChange"][];
            /** @description Whether the feed keeps the event no more, so that it was made anew from the order's history */
            fromHistory: boolean;
        };
        OrderMessage: {
            type: components["schemas"]["EventType"];
            /**
             * Format: date-time
             * @description When it happened
             */
            timestamp: string;
            data: components["schemas"]["OrderTold"];
        };
        ProductTold: {
            /** @description Where the event stands among those of its place */
            cursor: string;
            brandId: string;
            /** @description Null: at every location */
            locationId: string | null;
            plu: string;
            /** @description Of a snooze; null: for good */
            until: string | null;
        };
        ProductMessage: {
            type: components["schemas"]["ProductEventType"];
            /**
             * Format: date-time
             * @description When it happened
             */
            timestamp: string;
            data: components["schemas"]["ProductTold"];
        };
        EndpointTold: {
            /** Format: uuid */
            endpointId: string;
        };
        EndpointTestMessage: {
            /** @constant */
            type: "webhook.test";
            /** Format: date-time */
            timestamp: string;
            data: components["schemas"]["EndpointTold"];
        };
        ProblemFault: {
            pointer: string;
            code: string;
            message: string;
        };
        /** @description RFC 9457 problem. Some codes carry further members that help to act on them. */
        Problem: {
            type: string;
            title: string;
            status: number;
            detail: string;
            code: string;
            /** @default null */
            requestId?: string | null;
            /** @default null */
            errors?: components["schemas"]["ProblemFault"][] | null;
        } & {
            [key: string]: unknown;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export interface operations {
    moveItem: {
        parameters: {
            query?: {
                /** @description Which, if several lines carry the PLU */
                line?: number;
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
                /** @description The item's PLU, percent-encoded */
                plu: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemStatusUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ItemMovedRead"];
                };
            };
        };
    };
    moveOrder: {
        parameters: {
            query?: {
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderStatusUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    getOrder: {
        parameters: {
            query?: {
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you have */
                "if-none-match"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
            /** @description Not changed since the version in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    amendOrder: {
        parameters: {
            query?: {
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    listOrders: {
        parameters: {
            query?: {
                /** @description Repeat it for several */
                status?: (("RECEIVED" | "PREPARING" | "READY" | "PICKED_UP" | "CANCELLED") | (1 | 2 | 3 | 4 | 5))[];
                /** @description Where it is made */
                locationId?: string;
                /** @description Whose it is */
                brandId?: string;
                /** @description Where it was sold */
                channel?: string;
                /** @description The channel's own id */
                channelOrderId?: string;
                /** @description The partner's own id, sent as `id` or `_id` */
                externalId?: string;
                /** @description The customer's account */
                account?: string;
                /** @description What screens call it, whatever the case of its letters */
                displayId?: string;
                /** @description A part of the customer's name; takes `locationId` */
                customer?: string;
                /** @description The customer's number in any spelling, or its last digits, four or more; takes `locationId` */
                phone?: string;
                /** @description Inclusive. Left out beside `customer` or `phone`: 30 days ago */
                from?: string;
                /** @description Exclusive */
                to?: string;
                /** @description Inclusive, of the time to pick up; as soon as possible is when we recorded it */
                pickupFrom?: string;
                /** @description Exclusive */
                pickupTo?: string;
                /** @description Newest first, or soonest to be picked up first */
                sort?: components["schemas"]["OrderSort"];
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPage"];
                };
            };
        };
    };
    placeOrder: {
        parameters: {
            query?: {
                /** @description Answer as if, but keep nothing */
                validateOnly?: boolean;
                /** @description What to do where the order is there with other content */
                ifExists?: components["schemas"]["IfExists"];
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderCreate"];
            };
        };
        responses: {
            /** @description Had been placed before, or a rehearsal */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
            /** @description Placed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    addItems: {
        parameters: {
            query?: {
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemsCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    amendItem: {
        parameters: {
            query?: {
                /** @description Which, if several lines carry the PLU */
                line?: number;
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
                /** @description The item's PLU, percent-encoded */
                plu: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ItemUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    delayOrder: {
        parameters: {
            query?: {
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DelayCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    fireCourse: {
        parameters: {
            query?: {
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FiringCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    acceptOrder: {
        parameters: {
            query?: {
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    denyOrder: {
        parameters: {
            query?: {
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DenialCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    confirmCancellation: {
        parameters: {
            query?: {
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    refuseCancellation: {
        parameters: {
            query?: {
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancellationRefusalCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    requestCancellation: {
        parameters: {
            query?: {
                /** @description Where the order stands, if you know: found faster */
                locationId?: string;
            };
            header?: {
                /** @description The ETag that you saw; where it is stale: 412 */
                "if-match"?: string;
                /** @description Who does this: `display`, `partner` or `user`, with an id after a colon */
                "x-actor"?: string;
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Our id of the order */
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancellationRequestCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    putProductImage: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
            };
            header?: never;
            path: {
                /** @description The product's PLU, percent-encoded */
                plu: string;
                /** @description What you call the picture */
                name: string;
            };
            cookie?: never;
        };
        /** @description The file itself, at most 5 MiB and 25 million pixels */
        requestBody: {
            content: {
                "image/png": unknown;
                "image/jpeg": unknown;
                "image/webp": unknown;
            };
        };
        responses: {
            /** @description Replaced */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageRead"];
                };
            };
            /** @description Added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImageRead"];
                };
            };
        };
    };
    deleteProductImage: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
            };
            header?: never;
            path: {
                /** @description The product's PLU, percent-encoded */
                plu: string;
                /** @description What you call the picture */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken off */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description Whose products */
                brandId?: string;
                /** @description Whose snoozes and stock count beside those of every location */
                locationId?: string;
                /** @description A part of the name; case and accents don't matter */
                name?: string;
                /** @description A part of an ingredient; case and accents don't matter */
                ingredient?: string;
                /** @description Only what may be ordered now, or only what may not */
                orderable?: boolean;
                /** @description `orderable`, by its name of before */
                available?: boolean;
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description The ETag of the answer that you have */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductPage"];
                };
            };
            /** @description The same as the answer in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listModifiers: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
                /** @description Whose snoozes and stock count beside those of every location */
                locationId?: string;
            };
            header?: {
                /** @description The ETag of the answer that you have */
                "if-none-match"?: string;
            };
            path: {
                /** @description The product's PLU, percent-encoded */
                plu: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModifiersRead"];
                };
            };
            /** @description The same as the answer in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    assignStation: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
            };
            header?: never;
            path: {
                /** @description The product's PLU, percent-encoded */
                plu: string;
                /** @description The location, percent-encoded */
                location_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StationUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationRead"];
                };
            };
        };
    };
    unassignStation: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
            };
            header?: never;
            path: {
                /** @description The product's PLU, percent-encoded */
                plu: string;
                /** @description The location, percent-encoded */
                location_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The location has no station of its own for it */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listProductStations: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
                /** @description Whose assignments */
                locationId: string;
            };
            header?: {
                /** @description The ETag of the answer that you have */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationsRead"];
                };
            };
            /** @description The same as the answer in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getProduct: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
                /** @description Whose snoozes and stock count beside those of every location */
                locationId?: string;
            };
            header?: {
                /** @description The ETag of the answer that you have */
                "if-none-match"?: string;
            };
            path: {
                /** @description The product's PLU, percent-encoded */
                plu: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductRead"];
                };
            };
            /** @description The same as the answer in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    putProduct: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
                /** @description Whose snoozes and stock count beside those of every location */
                locationId?: string;
            };
            header?: never;
            path: {
                /** @description The product's PLU, percent-encoded */
                plu: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductUpdate"];
            };
        };
        responses: {
            /** @description Replaced */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductRead"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProductRead"];
                };
            };
        };
    };
    deleteProduct: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
            };
            header?: never;
            path: {
                /** @description The product's PLU, percent-encoded */
                plu: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listStock: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
                /** @description Left out: of all locations together that have no number of their own */
                locationId?: string;
            };
            header?: {
                /** @description The ETag of the answer that you have */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockListRead"];
                };
            };
            /** @description The same as the answer in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    setStock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockUpdate"];
            };
        };
        responses: {
            /** @description What is left there now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockListRead"];
                };
            };
        };
    };
    forgetStock: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
                /** @description Repeat it for several */
                plu: string[];
                /** @description Left out: of all locations together that have no number of their own */
                locationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None of these is counted there */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listSnoozes: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
                /** @description Whose snoozes and stock count beside those of every location */
                locationId?: string;
            };
            header?: {
                /** @description The ETag of the answer that you have */
                "if-none-match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnoozesRead"];
                };
            };
            /** @description The same as the answer in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    snooze: {
        parameters: {
            query?: never;
            header?: {
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnoozeCreate"];
            };
        };
        responses: {
            /** @description Snoozed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnoozedRead"];
                };
            };
        };
    };
    wake: {
        parameters: {
            query: {
                /** @description Whose product */
                brandId: string;
                /** @description Repeat it for several */
                plu: string[];
                /** @description Left out: snoozes that hold at every location */
                locationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None of these is snoozed there */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    exportMenu: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the answer that you have */
                "if-none-match"?: string;
            };
            path: {
                /** @description The brand, percent-encoded */
                brand_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MenuRead"];
                };
            };
            /** @description The same as the answer in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    importMenu: {
        parameters: {
            query?: {
                /** @description Answer as if, but change nothing */
                dryRun?: boolean;
            };
            header?: never;
            path: {
                /** @description The brand, percent-encoded */
                brand_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MenuCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplacedRead"];
                };
            };
        };
    };
    listTickets: {
        parameters: {
            query?: {
                /** @description Whose kitchen */
                locationId?: string;
                /** @description Only its lines; left out: the whole orders */
                station?: string;
                /** @description Only these orders; repeat it for several */
                orderId?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketsRead"];
                };
            };
        };
    };
    getBoard: {
        parameters: {
            query?: {
                /** @description Whose kitchen */
                locationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardRead"];
                };
            };
        };
    };
    listStations: {
        parameters: {
            query?: {
                /** @description Whose kitchen */
                locationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KitchenStationsRead"];
                };
            };
        };
    };
    putStation: {
        parameters: {
            query?: {
                /** @description Whose kitchen */
                locationId?: string;
            };
            header?: never;
            path: {
                /** @description The station, percent-encoded */
                station: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KitchenStationUpdate"];
            };
        };
        responses: {
            /** @description Replaced */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KitchenStationRead"];
                };
            };
            /** @description Set for the first time */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KitchenStationRead"];
                };
            };
        };
    };
    removeStation: {
        parameters: {
            query?: {
                /** @description Whose kitchen */
                locationId?: string;
            };
            header?: never;
            path: {
                /** @description The station, percent-encoded */
                station: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The location says nothing of it */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getNow: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
                /** @description Only this one; left out: all, by id */
                locationId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NowRead"];
                };
            };
        };
    };
    getLoad: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The location, percent-encoded */
                location_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoadRead"];
                };
            };
        };
    };
    quote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuoteCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuoteRead"];
                };
            };
        };
    };
    getIntake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The location, percent-encoded */
                location_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeRead"];
                };
            };
        };
    };
    putIntake: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The location, percent-encoded */
                location_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntakeUpdate"];
            };
        };
        responses: {
            /** @description What holds now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntakeRead"];
                };
            };
        };
    };
    getLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The location, percent-encoded */
                location_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationRead"];
                };
            };
        };
    };
    putLocation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The location, percent-encoded */
                location_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LocationUpdate"];
            };
        };
        responses: {
            /** @description Replaced */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationRead"];
                };
            };
            /** @description Said for the first time */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationRead"];
                };
            };
        };
    };
    listLocations: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LocationsRead"];
                };
            };
        };
    };
    takeDeliverectOrder: {
        parameters: {
            query: {
                /** @description Whose orders they are */
                brandId: string;
                /** @description Of all amounts: the message names none */
                currency: string;
                /** @description Where they are made, whatever the message says */
                locationId?: string;
                /** @description The kitchen must accept within so many minutes of when the message says that the order was made; left out, or where it doesn't say, it is accepted as it comes */
                acceptMinutes?: number;
                /** @description What becomes of it where nobody answers in time */
                acceptOutcome?: components["schemas"]["AcceptOutcome"];
                /** @description Instead of a key: whose secret signs the body */
                integration?: string;
            };
            header?: {
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
                /** @description With `integration`: HMAC-SHA256 of the body by its secret, in hexadecimal digits */
                "X-Server-Authorization-HMAC-SHA256"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliverectOrder"];
            };
        };
        responses: {
            /** @description Had been sent before: changed where it differs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
            /** @description Placed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    takeUberEatsOrder: {
        parameters: {
            query: {
                /** @description Whose orders they are */
                brandId: string;
                /** @description Where they are made, whatever the message says */
                locationId?: string;
                /** @description The kitchen must accept within so many minutes of when the message says that the order was made; left out, or where it doesn't say, it is accepted as it comes */
                acceptMinutes?: number;
                /** @description What becomes of it where nobody answers in time */
                acceptOutcome?: components["schemas"]["AcceptOutcome"];
                /** @description Instead of a key: whose secret signs the body */
                integration?: string;
            };
            header?: {
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
                /** @description With `integration`: HMAC-SHA256 of the body by its secret, in hexadecimal digits */
                "X-Uber-Signature"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UberEatsOrder"];
            };
        };
        responses: {
            /** @description Had been sent before: changed where it differs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
            /** @description Placed */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderRead"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description Whose feed */
                locationId?: string;
                /** @description Only events after this one; left out: from the oldest that is kept */
                after?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description Whose feed */
                locationId?: string;
                /** @description Only events of whole orders and of this station's items */
                station?: string;
                /** @description The `asOf` of a snapshot or the `id` of a message; left out: from now on */
                after?: string;
            };
            header?: {
                /** @description Where an EventSource resumes by itself; it goes before `after` */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events, until either side leaves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
        };
    };
    exportOrderHistory: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: since ever */
                from?: string;
                /** @description Exclusive; left out: until now */
                to?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description That of the last whole row that was read: the rows after it, by the same filters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All rows; as NDJSON one such object a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": {
                        brandId: string;
                        channel: string;
                        /** @description Null in orders of before there were types */
                        orderType: ("DELIVERY" | "PICKUP" | "DINE_IN" | "CURBSIDE" | "DRIVE_THRU") | null;
                        /** @description The order's version that this made */
                        version: number;
                        /**
                         * Format: date-time
                         * @description When it counts; `from` and `to` are about this
                         */
                        timestamp: string;
                        /** @description What the client's clock said */
                        reportedAt: string | null;
                        /**
                         * Format: date-time
                         * @description What our clock said
                         */
                        recordedAt: string;
                        /** @description Reported with a time before the previous change */
                        late: boolean;
                        /** @description How long `fromStatus` had lasted, without the time held back */
                        previousSeconds: number | null;
                        /** @description How long of it the kitchen was not to begin yet */
                        heldSeconds: number;
                        /** @description It began long before we knew the order: it is in no measure */
                        begunBeforeRecorded: boolean;
                        recall: boolean;
                        /**
                         * @description Why a history row was written.
                         * @enum {string}
                         */
                        cause: "request" | "rollup" | "cascade" | "import" | "closed-by-day";
                        /** @enum {string} */
                        actorKind: "display" | "partner" | "user" | "system";
                        locationId: string;
                        /** Format: uuid */
                        orderId: string;
                        /** @description The order's first change is 1 */
                        seq: number;
                        /** @description Null in the first change */
                        fromStatus: ("RECEIVED" | "PREPARING" | "READY" | "PICKED_UP" | "CANCELLED") | null;
                        /** @enum {string} */
                        status: "RECEIVED" | "PREPARING" | "READY" | "PICKED_UP" | "CANCELLED";
                        /** @description To go on after this row */
                        cursor: string;
                    };
                    "text/csv": string;
                    "application/vnd.apache.parquet": unknown;
                };
            };
        };
    };
    exportItemHistory: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: since ever */
                from?: string;
                /** @description Exclusive; left out: until now */
                to?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description That of the last whole row that was read: the rows after it, by the same filters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All rows; as NDJSON one such object a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": {
                        brandId: string;
                        channel: string;
                        /** @description Null in orders of before there were types */
                        orderType: ("DELIVERY" | "PICKUP" | "DINE_IN" | "CURBSIDE" | "DRIVE_THRU") | null;
                        /** @description The order's version that this made */
                        version: number;
                        /**
                         * Format: date-time
                         * @description When it counts; `from` and `to` are about this
                         */
                        timestamp: string;
                        /** @description What the client's clock said */
                        reportedAt: string | null;
                        /**
                         * Format: date-time
                         * @description What our clock said
                         */
                        recordedAt: string;
                        /** @description Reported with a time before the previous change */
                        late: boolean;
                        /** @description How long `fromStatus` had lasted, without the time held back */
                        previousSeconds: number | null;
                        /** @description How long of it the kitchen was not to begin yet */
                        heldSeconds: number;
                        /** @description It began long before we knew the order: it is in no measure */
                        begunBeforeRecorded: boolean;
                        recall: boolean;
                        /**
                         * @description Why a history row was written.
                         * @enum {string}
                         */
                        cause: "request" | "rollup" | "cascade" | "import" | "closed-by-day";
                        /** @enum {string} */
                        actorKind: "display" | "partner" | "user" | "system";
                        locationId: string;
                        /** Format: uuid */
                        orderId: string;
                        line: number;
                        /** @description The line's first change is 1 */
                        seq: number;
                        /** @description Null in the first change */
                        fromStatus: ("ORDERED" | "PREPARING" | "READY" | "PICKED_UP" | "CANCELLED") | null;
                        /** @enum {string} */
                        status: "ORDERED" | "PREPARING" | "READY" | "PICKED_UP" | "CANCELLED";
                        plu: string;
                        /** @description The product's */
                        name: string;
                        station: string | null;
                        /** @description Not made itself, but from lines of its own */
                        bundle: boolean;
                        /** @description To go on after this row */
                        cursor: string;
                    };
                    "text/csv": string;
                    "application/vnd.apache.parquet": unknown;
                };
            };
        };
    };
    exportOrders: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: since ever */
                from?: string;
                /** @description Exclusive; left out: until now */
                to?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description That of the last whole row that was read: the rows after it, by the same filters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All rows; as NDJSON one such object a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": {
                        locationId: string;
                        /** Format: uuid */
                        orderId: string;
                        brandId: string;
                        channel: string;
                        channelOrderId: string;
                        externalId: string | null;
                        /** @description A stand-in where the customer was erased; null: nobody's */
                        account: string | null;
                        /** @description Null in orders of before there were types */
                        orderType: ("DELIVERY" | "PICKUP" | "DINE_IN" | "CURBSIDE" | "DRIVE_THRU") | null;
                        covers: number | null;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        recordedAt: string;
                        /** Format: date-time */
                        updatedAt: string;
                        pickupTime: string | null;
                        /** @description The first `pickupTime`, whatever it became */
                        promisedTime: string | null;
                        /** @enum {string} */
                        status: "RECEIVED" | "PREPARING" | "READY" | "PICKED_UP" | "CANCELLED";
                        /** Format: date-time */
                        statusSince: string;
                        version: number;
                        /** @description How often it was amended */
                        amendments: number;
                        currency: string | null;
                        /** @description In the currency's minor unit, as placed; null where a line has no price */
                        placedTotal: number | null;
                        paymentStatus: ("PAID" | "PARTLY" | "UNPAID") | null;
                        /** @description In the currency's minor unit */
                        paid: number | null;
                        /** @description To go on after this row */
                        cursor: string;
                    };
                    "text/csv": string;
                    "application/vnd.apache.parquet": unknown;
                };
            };
        };
    };
    exportAmendments: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: since ever */
                from?: string;
                /** @description Exclusive; left out: until now */
                to?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description That of the last whole row that was read: the rows after it, by the same filters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All rows; as NDJSON one such object a line */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": {
                        brandId: string;
                        channel: string;
                        /** @description Null in orders of before there were types */
                        orderType: ("DELIVERY" | "PICKUP" | "DINE_IN" | "CURBSIDE" | "DRIVE_THRU") | null;
                        /** @description The order's version that this made */
                        version: number;
                        locationId: string;
                        /** Format: uuid */
                        orderId: string;
                        /** @description The order's first amendment is 1 */
                        seq: number;
                        /** Format: date-time */
                        recordedAt: string;
                        /** @enum {string} */
                        actorKind: "display" | "partner" | "user" | "system";
                        /** @description `line` (null: the order's own), `field`, `before` and `after`: null where text could be in them */
                        changes: {
                            [key: string]: unknown;
                        }[];
                        /** @description To go on after this row */
                        cursor: string;
                    };
                    "text/csv": string;
                    "application/vnd.apache.parquet": unknown;
                };
            };
        };
    };
    getPunctuality: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: 24 hours before `to` */
                from?: string;
                /** @description Exclusive, at most 400 days later; left out: now */
                to?: string;
                /** @description The IANA zone whose clock cuts hours and days; left out: that of `locationId`, else UTC */
                timezone?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description When days begin on the clock in `timezone`: 04:00 where the night belongs to the day before; left out: when those of `locationId` do, else 00:00 */
                dayStart?: string;
                /** @description Also the same of another period. previous: the one that ends where this begins, as long as it. lastWeek: the same a week earlier. Whole days are days on the clock in `timezone` */
                compare?: components["schemas"]["Comparison"];
                /** @description By hour up to 31 days; weeks begin on Monday */
                groupBy?: components["schemas"]["OrderGrouping"];
                /** @description Each group of `groupBy` again by this: each row names both. Pairs in which nothing was found have no row; 5000 at most */
                thenBy?: components["schemas"]["OrderGrouping"];
                /** @description The pick-up time that was promised first, or last */
                promise?: components["schemas"]["Promise"];
                /** @description When an order first became READY, or for the last time after recalls */
                ready?: components["schemas"]["Readiness"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measured; as CSV: the items alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeasuredPunctualityRead"];
                    "text/csv": string;
                };
            };
        };
    };
    getPickups: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: 24 hours before `to` */
                from?: string;
                /** @description Exclusive, at most 400 days later; left out: now */
                to?: string;
                /** @description The IANA zone whose clock cuts hours and days; left out: that of `locationId`, else UTC */
                timezone?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description When days begin on the clock in `timezone`: 04:00 where the night belongs to the day before; left out: when those of `locationId` do, else 00:00 */
                dayStart?: string;
                /** @description Also the same of another period. previous: the one that ends where this begins, as long as it. lastWeek: the same a week earlier. Whole days are days on the clock in `timezone` */
                compare?: components["schemas"]["Comparison"];
                /** @description By hour up to 31 days; weeks begin on Monday */
                groupBy?: components["schemas"]["OrderGrouping"];
                /** @description Each group of `groupBy` again by this: each row names both. Pairs in which nothing was found have no row; 5000 at most */
                thenBy?: components["schemas"]["OrderGrouping"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measured; as CSV: the items alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PickupWaitsRead"];
                    "text/csv": string;
                };
            };
        };
    };
    getCancellations: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: 24 hours before `to` */
                from?: string;
                /** @description Exclusive, at most 400 days later; left out: now */
                to?: string;
                /** @description The IANA zone whose clock cuts hours and days; left out: that of `locationId`, else UTC */
                timezone?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description When days begin on the clock in `timezone`: 04:00 where the night belongs to the day before; left out: when those of `locationId` do, else 00:00 */
                dayStart?: string;
                /** @description Also the same of another period. previous: the one that ends where this begins, as long as it. lastWeek: the same a week earlier. Whole days are days on the clock in `timezone` */
                compare?: components["schemas"]["Comparison"];
                /** @description By hour up to 31 days; weeks begin on Monday */
                groupBy?: components["schemas"]["OrderGrouping"];
                /** @description Each group of `groupBy` again by this: each row names both. Pairs in which nothing was found have no row; 5000 at most */
                thenBy?: components["schemas"]["OrderGrouping"];
                /** @description Orders as wholes, or each of their lines */
                subject?: components["schemas"]["Subject"];
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measured; as CSV: the items alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CancellationsRead"];
                    "text/csv": string;
                };
            };
        };
    };
    getAmendments: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: 24 hours before `to` */
                from?: string;
                /** @description Exclusive, at most 400 days later; left out: now */
                to?: string;
                /** @description The IANA zone whose clock cuts hours and days; left out: that of `locationId`, else UTC */
                timezone?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description When days begin on the clock in `timezone`: 04:00 where the night belongs to the day before; left out: when those of `locationId` do, else 00:00 */
                dayStart?: string;
                /** @description Also the same of another period. previous: the one that ends where this begins, as long as it. lastWeek: the same a week earlier. Whole days are days on the clock in `timezone` */
                compare?: components["schemas"]["Comparison"];
                /** @description By hour up to 31 days; weeks begin on Monday */
                groupBy?: components["schemas"]["OrderGrouping"];
                /** @description Each group of `groupBy` again by this: each row names both. Pairs in which nothing was found have no row; 5000 at most */
                thenBy?: components["schemas"]["OrderGrouping"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measured; as CSV: the items alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmendmentsRead"];
                    "text/csv": string;
                };
            };
        };
    };
    getPreparationTimes: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: 24 hours before `to` */
                from?: string;
                /** @description Exclusive, at most 400 days later; left out: now */
                to?: string;
                /** @description The IANA zone whose clock cuts hours and days; left out: that of `locationId`, else UTC */
                timezone?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description When days begin on the clock in `timezone`: 04:00 where the night belongs to the day before; left out: when those of `locationId` do, else 00:00 */
                dayStart?: string;
                /** @description Also the same of another period. previous: the one that ends where this begins, as long as it. lastWeek: the same a week earlier. Whole days are days on the clock in `timezone` */
                compare?: components["schemas"]["Comparison"];
                /** @description By hour up to 31 days; weeks begin on Monday */
                groupBy?: components["schemas"]["OrderGrouping"];
                /** @description Each group of `groupBy` again by this: each row names both. Pairs in which nothing was found have no row; 5000 at most */
                thenBy?: components["schemas"]["OrderGrouping"];
                /** @description How many items at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measured; as CSV: the items alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreparationTimesRead"];
                    "text/csv": string;
                };
            };
        };
    };
    getRetention: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: 24 hours before `to` */
                from?: string;
                /** @description Exclusive, at most 400 days later; left out: now */
                to?: string;
                /** @description The IANA zone whose clock cuts hours and days; left out: that of `locationId`, else UTC */
                timezone?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description When days begin on the clock in `timezone`: 04:00 where the night belongs to the day before; left out: when those of `locationId` do, else 00:00 */
                dayStart?: string;
                /** @description Also the same of another period. previous: the one that ends where this begins, as long as it. lastWeek: the same a week earlier. Whole days are days on the clock in `timezone` */
                compare?: components["schemas"]["Comparison"];
                /** @description By hour up to 31 days; weeks begin on Monday */
                groupBy?: components["schemas"]["OrderGrouping"];
                /** @description Each group of `groupBy` again by this: each row names both. Pairs in which nothing was found have no row; 5000 at most */
                thenBy?: components["schemas"]["OrderGrouping"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measured; as CSV: the items alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionsRead"];
                    "text/csv": string;
                };
            };
        };
    };
    getStatusDurations: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: 24 hours before `to` */
                from?: string;
                /** @description Exclusive, at most 400 days later; left out: now */
                to?: string;
                /** @description The IANA zone whose clock cuts hours and days; left out: that of `locationId`, else UTC */
                timezone?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description When days begin on the clock in `timezone`: 04:00 where the night belongs to the day before; left out: when those of `locationId` do, else 00:00 */
                dayStart?: string;
                /** @description Also the same of another period. previous: the one that ends where this begins, as long as it. lastWeek: the same a week earlier. Whole days are days on the clock in `timezone` */
                compare?: components["schemas"]["Comparison"];
                /** @description By the clock (by hour up to 31 days; weeks begin on Monday): when the stay ended, for basis=spent all that it was in */
                groupBy?: components["schemas"]["OrderGrouping"];
                /** @description Each group of `groupBy` again by this: each row names both. Pairs in which nothing was found have no row; 5000 at most */
                thenBy?: components["schemas"]["OrderGrouping"];
                /** @description Whose statuses */
                subject?: components["schemas"]["Subject"];
                /** @description Only stays that ended so, the others are left out by a cause of their own. Without it basis=ended is of those that a move forward ended, basis=spent of all, also of those that haven't ended */
                endedBy?: components["schemas"]["EndedBy"];
                /** @description ended: each stay whole, in the period in which it ended. spent: of each stay the part that lies in the period, which without endedBy nothing that happens later changes */
                basis?: components["schemas"]["Basis"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measured; as CSV: the items alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusDurationsRead"];
                    "text/csv": string;
                };
            };
        };
    };
    getThroughput: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: 24 hours before `to` */
                from?: string;
                /** @description Exclusive, at most 400 days later; left out: now */
                to?: string;
                /** @description The IANA zone whose clock cuts hours and days; left out: that of `locationId`, else UTC */
                timezone?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description When days begin on the clock in `timezone`: 04:00 where the night belongs to the day before; left out: when those of `locationId` do, else 00:00 */
                dayStart?: string;
                /** @description Also the same of another period. previous: the one that ends where this begins, as long as it. lastWeek: the same a week earlier. Whole days are days on the clock in `timezone` */
                compare?: components["schemas"]["Comparison"];
                /** @description How long a bucket is; 15min up to 31 days. Weeks begin on Monday; period is one bucket */
                interval?: components["schemas"]["Interval"];
                /** @description Each bucket again by this, by hour up to 31 days. Where nothing was found there is no row; 5000 at most */
                groupBy?: components["schemas"]["OrderGrouping"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measured; as CSV: the items alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThroughputRead"];
                    "text/csv": string;
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: since ever */
                from?: string;
                /** @description Exclusive; left out: until now */
                to?: string;
                /** @description The IANA zone whose clock cuts hours and days; left out: that of `locationId`, else UTC */
                timezone?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measured; as CSV: the items alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomersRead"];
                    "text/csv": string;
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: {
                /** @description Inclusive; left out: since ever */
                from?: string;
                /** @description Exclusive; left out: until now */
                to?: string;
                /** @description The IANA zone whose clock cuts hours and days; left out: that of `locationId`, else UTC */
                timezone?: string;
                /** @description Only this brand's */
                brandId?: string;
                /** @description Only this location's */
                locationId?: string;
                /** @description Only what was sold there */
                channel?: string;
            };
            header?: never;
            path: {
                /** @description The customer's account */
                account: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Measured; as CSV: the items alone */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomersRead"];
                    "text/csv": string;
                };
            };
        };
    };
    listWebhookEndpoints: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointsRead"];
                };
            };
        };
    };
    addWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndpointCreate"];
            };
        };
        responses: {
            /** @description Added; the secret is shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointIssuedRead"];
                };
            };
        };
    };
    getWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint's `id` */
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointRead"];
                };
            };
        };
    };
    removeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint's `id` */
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nothing is sent to it any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint's `id` */
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndpointUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointRead"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The endpoint's `id` */
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SecretRotate"];
            };
        };
        responses: {
            /** @description The new secret, shown this once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointIssuedRead"];
                };
            };
        };
    };
    testWebhookEndpoint: {
        parameters: {
            query?: never;
            header?: {
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The endpoint's `id` */
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Will be sent */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryRead"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The endpoint's `id` */
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveriesRead"];
                };
            };
        };
    };
    redeliverWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The endpoint's `id` */
                endpoint_id: string;
                /** @description The delivery's `id` */
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Will be sent */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryRead"];
                };
            };
        };
    };
    replayWebhooks: {
        parameters: {
            query?: never;
            header?: {
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The endpoint's `id` */
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Replay"];
            };
        };
        responses: {
            /** @description Will be sent */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EndpointRead"];
                };
            };
        };
    };
    eraseCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerNamed"];
            };
        };
        responses: {
            /** @description Erased */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasedRead"];
                };
            };
        };
    };
    exportCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerNamed"];
            };
        };
        responses: {
            /** @description All that is known */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportedRead"];
                };
            };
        };
    };
    openPairing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the screen shows */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairingRead"];
                };
            };
        };
    };
    confirmPairing: {
        parameters: {
            query?: never;
            header?: {
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The code, with or without its dash */
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairingConfirm"];
            };
        };
        responses: {
            /** @description The key that the screen has now */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyRead"];
                };
            };
        };
    };
    listDisplays: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisplaysRead"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionRead"];
                };
            };
        };
    };
    renewSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cookie is kept for another 400 days */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SessionCreate"];
            };
        };
        responses: {
            /** @description The key is in a cookie */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description There is no cookie any more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    rotateIntegration: {
        parameters: {
            query?: never;
            header?: {
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The partner, percent-encoded */
                partner_id: string;
                /** @description The integration's `id` */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntegrationRotate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationRead"];
                };
            };
        };
    };
    revokeIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The partner, percent-encoded */
                partner_id: string;
                /** @description The integration's `id` */
                integration_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its signatures are taken no more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listIntegrations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The partner, percent-encoded */
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationsRead"];
                };
            };
        };
    };
    addIntegration: {
        parameters: {
            query?: never;
            header?: {
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The partner, percent-encoded */
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IntegrationCreate"];
            };
        };
        responses: {
            /** @description Registered */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntegrationRead"];
                };
            };
        };
    };
    rotateKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The partner, percent-encoded */
                partner_id: string;
                /** @description The key's `id` */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyRotate"];
            };
        };
        responses: {
            /** @description The new key, shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyIssuedRead"];
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The partner, percent-encoded */
                partner_id: string;
                /** @description The key's `id` */
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is taken no more */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The partner, percent-encoded */
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeysRead"];
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The partner, percent-encoded */
                partner_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyCreate"];
            };
        };
        responses: {
            /** @description The key, shown this once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyIssuedRead"];
                };
            };
        };
    };
    listPartners: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnersRead"];
                };
            };
        };
    };
    addPartner: {
        parameters: {
            query?: never;
            header?: {
                /** @description Under one key it is done once, and answered alike for 7 days, with `Idempotent-Replayed: true` */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnerCreate"];
            };
        };
        responses: {
            /** @description Added */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnerRead"];
                };
            };
        };
    };
    getPicture: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that you have */
                "if-none-match"?: string;
            };
            path: {
                /** @description As a product's image gives it */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The picture */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": string;
                    "image/jpeg": string;
                    "image/webp": string;
                };
            };
            /** @description You have it: what a name stands for never changes */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    livez: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkingParts"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus' text format */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    orderEventWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderMessage"];
            };
        };
        responses: {
            /** @description It was taken */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    productEventWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductMessage"];
            };
        };
        responses: {
            /** @description It was taken */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndpointTestMessage"];
            };
        };
        responses: {
            /** @description It was taken */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description It is sent again */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
