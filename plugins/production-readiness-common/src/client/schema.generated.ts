// Generated from the OpenAPI document of the backend; run `yarn build:generated`.
/* eslint-disable */
import type { JsonValue, JsonObject } from '../model';

export interface paths {
    "/checklists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The checklists in force, by id. */
        get: operations["ListChecklists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/checklists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A whole checklist with what the linter says of it. */
        get: operations["GetChecklist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The launch units that the reader may see, one row for each checklist that judges them, with the totals of exactly those rows that the filters leave. */
        get: operations["ListScorecards"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{kind}/{namespace}/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The scorecard of a launch unit; of a member its share, with the launch unit's verdict. */
        get: operations["GetScorecard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{kind}/{namespace}/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What changed, newest first, and one point a day. A member has its own transitions; the points are always the launch unit's. */
        get: operations["GetHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{kind}/{namespace}/{name}/gate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The verdict row by row, whom to call and what to verify by hand. */
        get: operations["GetGate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{kind}/{namespace}/{name}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Runs of the launch unit, newest first. */
        get: operations["ListRuns"];
        put?: never;
        /** @description Asks for the checks of the launch unit to be run now. While one waits already, that one is answered. */
        post: operations["RequestRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{kind}/{namespace}/{name}/runs/{runId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One run with its progress. */
        get: operations["GetRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{kind}/{namespace}/{name}/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What people are asked to state of the launch unit, or of one member, and have stated; what is waited for first. */
        get: operations["GetAttestations"];
        put?: never;
        /** @description Stores statements of the signed-in person, all or none, and judges the launch unit before it answers. Only a member of the role may state. */
        post: operations["Attest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scorecards/{kind}/{namespace}/{name}/waivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Asks for an exception. Another person, of the role that it names, approves it; it ends by itself. */
        post: operations["RequestWaiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attestations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Statements that count, or did until they ended, of the launch units that the reader may see; those that end first come first. */
        get: operations["ListAttestations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attestations/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What waits for a statement of the signed-in person or ends soon, over the launch units that they may see, some launch units a page. */
        get: operations["ListAttestationTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/attestations/{id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Withdraws a statement; what it superseded does not count again. By whom it is, or a member of its role. */
        post: operations["WithdrawAttestation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Waivers of the launch units that the reader may see, last asked for first. */
        get: operations["ListWaivers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers/{id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description By a member of its role, another than who asked. */
        post: operations["ApproveWaiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers/{id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description By a member of its role, another than who asked. */
        post: operations["RefuseWaiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/waivers/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description By a member of its role, or by who asked for it. */
        post: operations["RevokeWaiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Launch reviews of the launch units that the reader may see, planned last first. */
        get: operations["ListReviews"];
        put?: never;
        /** @description Opens a review of a launch unit. Pins the checklist version in force, members, targets, what they declare, and a release per component. One at a time. */
        post: operations["OpenReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A launch review with everything that its people need, and what the reader may do. */
        get: operations["GetReview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** @description Changes time or releases and pins what is there now; voids the sign-offs. */
        patch: operations["ChangeReview"];
        trace?: never;
    };
    "/reviews/{id}/sign-offs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Signs for a role over what stands now. */
        post: operations["SignReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/{id}/sign-offs/{role}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes a sign-off back. */
        post: operations["WithdrawSignOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/{id}/decision": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Records the decision and freezes what it rests on. A GO only while the verdict is GO. */
        post: operations["DecideReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/{id}/launch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Records that the launch took place; the windows after it begin. */
        post: operations["RecordLaunch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Calls the launch off. */
        post: operations["CancelReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Begins anew after a NO-GO, a withdrawn or an expired GO. */
        post: operations["ReopenReview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/{id}/items/{item}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** @description Gives an item that was open at the decision another owner or date. */
        put: operations["AssignItem"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reviews/{id}/record": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What was frozen when the review was decided and after, by one who sees all that it speaks of. `json`: each record letter by letter as it was hashed. `markdown`: the checklist, filled in. `dsse`: a signed in-toto statement on the releases, while the decision counts. 409 before a decision. */
        get: operations["GetRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Goes through all records of the installation and names the first that is not as it was written. Needs `production-readiness.record.read`. */
        get: operations["VerifyRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/records/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Public keys that statements on launches are verified with, the one that signs first. Needs `production-readiness.record.read`. */
        get: operations["ListRecordKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/launches/without-go": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Launch units in production for which no GO was recorded, seen last first. Those that were there when the plugin came are the baseline. */
        get: operations["ListLaunchesWithoutGo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What was pushed of an entity, last received first; of an entity whose scorecard the reader may read. */
        get: operations["ListReports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reports/{type}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** @description Takes in what a tool reported, at most 5 MiB: an envelope with the report as `data`; the same signed (DSSE); or, with `entityRef` and `producedAt` in the query, the tool's output as it is. What is pushed again is answered with 200 and changes nothing. Launch units that the entity is part of are judged anew. A token needs an entry in the configuration, a user the permission `production-readiness.report.push`. */
        post: operations["PushReport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What evidence comes from: each source that a checklist in force names, with its health, what it verifies or would, and the configuration to add; and the hosts that were wanted and are not allowed. Needs `production-readiness.connections.read`. */
        get: operations["GetConnections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        FilterValues: string[];
        Error: {
            error: {
                name: string;
                message: string;
                /** @description `not-judged`: the entity exists and no checklist judges it. `unknown-entity`: the catalog does not hold it, or the reader may not see it. */
                code?: string;
            };
            request?: {
                method?: string;
                url?: string;
            };
            response: {
                statusCode: number;
            };
        };
        /** @description Any JSON value. */
        JsonValue: JsonValue;
        JsonObject: JsonObject;
        NullableString: string | null;
        /** @description ISO 8601 in UTC. */
        Timestamp: string;
        /** @description ISO 8601 in UTC. */
        NullableTimestamp: string | null;
        /** @enum {string} */
        Status: "pass" | "fail" | "unknown" | "waived" | "not-applicable";
        /** @enum {string} */
        Verdict: "go" | "no-go" | "undecided";
        /**
         * @description Null for a checklist without gate rules.
         * @enum {string|null}
         */
        NullableVerdict: "go" | "no-go" | "undecided" | null;
        /** @enum {string} */
        Truth: "true" | "false" | "unknown" | "not-applicable";
        /** @enum {string} */
        Strength: "measured" | "mapped" | "structure" | "vendor-statement" | "report" | "attested" | "derived";
        /** @enum {string} */
        UnknownCause: "not-connected" | "waiting-for-person" | "waiting-for-report" | "waiting-for-traffic" | "waiting-for-time" | "expired" | "collector-failing" | "never-run" | "no-entity" | "not-declared" | "check-error" | "silent";
        /** @enum {string} */
        HoldsBack: "yes" | "no" | "unknown";
        /** @enum {string} */
        Mode: "observe" | "enforce";
        Link: {
            title: string;
            url: string;
        };
        Level: {
            id: string;
            title: string;
        };
        /** @description Null where nothing applies, or before the first run. */
        NullableLevel: components["schemas"]["Level"] | null;
        Score: {
            /** @description Items that pass. */
            completed: number;
            /** @description Items that apply. */
            applicable: number;
            /** @description Items listed. */
            total: number;
            waived: number;
            /** @description Cut, not rounded, to one decimal; null if nothing applies. */
            percent: number | null;
        };
        CategoryCounts: {
            id: string;
            title: string;
            passed: number;
            applicable: number;
            failed: number;
            unknown: number;
        };
        RecordExport: {
            /** @enum {string} */
            schema: "production-readiness/record-export/v1";
            /** @description Oldest first. */
            records: {
                /** @description SHA-256 in hex of the record's canonical JSON (RFC 8785). */
                hash: string;
                record: components["schemas"]["JsonObject"];
            }[];
        };
        /** @description DSSE, with everything in base64. */
        SignedStatement: {
            /** @enum {string} */
            payloadType: "application/vnd.in-toto+json";
            payload: string;
            signatures: {
                keyid: string;
                sig: string;
            }[];
        };
        RecordVerification: {
            ok: boolean;
            /** @description Those that hold. */
            records: number;
            /** @description The newest that holds, to be noted elsewhere. */
            head: null | {
                sequence: number;
                hash: string;
            };
            broken?: {
                id: string;
                sequence: number;
                reason: string;
            };
        };
        RecordKey: {
            keyid: string;
            /** @description PEM, ed25519. */
            publicKey: string;
            active: boolean;
        };
        ConnectionsView: {
            sources: components["schemas"]["ConnectionView"][];
            refusedHosts: {
                host: string;
                port: number;
                reason: string;
                entityRefs: string[];
                firstAt: string;
                lastAt: string;
                allow: string | null;
            }[];
        };
        ConnectionView: {
            id: string;
            title: string;
            /** @enum {string} */
            connection: "connected" | "partly" | "not-connected";
            /** @enum {string|null} */
            health: "ok" | "failing" | "waiting" | null;
            facts: {
                wanted: number;
                notConnected: number;
                failing: number;
            };
            entities: {
                wanted: number;
                notConnected: number;
            };
            reasons: string[];
            lastSuccessAt: string | null;
            lastError: null | {
                at: string;
                message: string;
                entityRef: string;
            };
            verifies: {
                checklistId: string;
                criteria: string[];
                subjects: number;
            }[];
            config?: string;
            hint?: string;
        };
        ChecklistSummary: {
            id: string;
            version: string;
            title: string;
            digest: string;
            mode: components["schemas"]["Mode"];
            subjectKind: string;
            items: number;
            criteria: number;
            origin: string;
            loadedAt: components["schemas"]["Timestamp"];
            findings: {
                errors: number;
                warnings: number;
                infos: number;
            };
            /** @description Set while a newer version could not be loaded; the last good one is in force. */
            broken?: {
                origin: string;
                at: components["schemas"]["Timestamp"];
                messages: string[];
                version?: string;
            };
        };
        LintFinding: {
            /** @enum {string} */
            level: "error" | "warning" | "info";
            rule: string;
            message: string;
            file?: string;
            line?: number;
            column?: number;
        };
        ChecklistView: {
            digest: string;
            origin: string;
            loadedAt: components["schemas"]["Timestamp"];
            checklist: components["schemas"]["Checklist"];
            findings: components["schemas"]["LintFinding"][];
        };
        Checklist: {
            id: string;
            version: string;
            title: string;
            description: string;
            metadata: {
                [key: string]: string;
            };
            subject: {
                kind: string;
                type?: string[];
                byDefault: boolean;
            };
            targets: {
                [key: string]: components["schemas"]["Target"];
            };
            roles: {
                [key: string]: {
                    title: string;
                    validFor: string;
                };
            };
            params: {
                [key: string]: components["schemas"]["JsonValue"];
            };
            levels: {
                id: string;
                title: string;
                min: number;
            }[];
            passingScore: number;
            declared?: {
                total?: number;
                passing?: string;
            };
            mode: components["schemas"]["Mode"];
            review: {
                signOffs: string[];
                goValidFor: string;
                /** @enum {string} */
                separation: "strict" | "small-team";
                decides: string;
            };
            sources: components["schemas"]["Sources"];
            collect: components["schemas"]["FactRequestDefinition"][];
            reports: {
                [key: string]: {
                    title: string;
                    maxAge?: string;
                    sameCommit?: boolean;
                    check?: string;
                };
            };
            documents: {
                [key: string]: {
                    title: string;
                    role: string;
                    globs: string[];
                };
            };
            categories: {
                id: string;
                title: string;
                declaredItems?: number;
                sections: {
                    title: string;
                    items: string[];
                }[];
            }[];
            items: components["schemas"]["Item"][];
            critical: components["schemas"]["GateRule"][];
            go: components["schemas"]["GateRule"][];
            noGo: components["schemas"]["GateRule"][];
            postLaunch: {
                id: string;
                title: string;
                duration: string;
                checks: {
                    id: string;
                    title: string;
                    verify: components["schemas"]["Tree"];
                    /** @enum {string} */
                    settles: "on-pass" | "at-deadline";
                    role: string;
                }[];
            }[];
            contacts: {
                id: string;
                title: string;
                group: components["schemas"]["ContactGroup"];
                annotation?: string;
                role?: string;
                value?: string;
                links?: components["schemas"]["Link"][];
            }[];
            commands: {
                id: string;
                title: string;
                command: string;
                for: string;
                result: string;
                collector: string;
            }[];
        };
        Target: {
            title: string;
            subject?: boolean;
            kind?: string;
            type?: string[];
            name?: string[];
            required: boolean;
        };
        FactRequestDefinition: {
            fact: string;
            collector: string;
            key: string;
            for: string[];
            params: components["schemas"]["JsonObject"];
            refreshAfter?: string;
        };
        Item: {
            id: string;
            title: string;
            section: string;
            category: string;
            for: string[];
            when?: string;
            role: string;
            why: string;
            fix: string;
            waivable?: boolean;
            enforceFrom?: string;
            links?: components["schemas"]["Link"][];
            criteria: components["schemas"]["Criterion"][];
        };
        Criterion: {
            id: string;
            text: string;
            for: string[];
            verify: components["schemas"]["Tree"];
            strength: components["schemas"]["Strength"];
            when?: string;
            why?: string;
            fix?: string;
            role?: string;
            waivable?: boolean;
            links?: components["schemas"]["Link"][];
        };
        GateRule: {
            id: string;
            title: string;
            group?: string;
            verify: components["schemas"]["Tree"];
            why?: string;
            waivable?: boolean;
        };
        /** @description How something is verified. */
        Tree: {
            allOf: components["schemas"]["Tree"][];
        } | {
            anyOf: components["schemas"]["Tree"][];
        } | {
            atLeast: {
                count: number;
                of: components["schemas"]["Tree"][];
            };
        } | {
            substitute: components["schemas"]["Tree"][];
        } | {
            not: components["schemas"]["Tree"];
        } | components["schemas"]["CheckLeaf"] | components["schemas"]["AttestLeaf"] | components["schemas"]["ReportLeaf"] | {
            criterion: string;
        } | {
            item: string;
        } | {
            score: number;
        };
        CheckLeaf: {
            check: string;
            strength?: components["schemas"]["Strength"];
            expected?: string;
            warnWhen?: {
                check: string;
                message: string;
            };
            untilTraffic?: boolean;
        };
        AttestLeaf: {
            attest: {
                role: string;
                validFor?: string;
                statement?: string;
                boundTo?: string;
                document?: string;
                about?: string;
            };
        };
        ReportLeaf: {
            report: {
                type: string;
                check?: string;
                maxAge?: string;
                sameCommit?: boolean;
            };
            expected?: string;
            untilTraffic?: boolean;
        };
        Sources: {
            [key: string]: {
                title: string;
                config?: string;
            };
        };
        SourceViews: {
            [key: string]: {
                title: string;
                installed: boolean;
                /** @description Only where a collector would read it. */
                config?: string;
                /** @description Instead of config; why no configuration helps. */
                hint?: string;
            };
        };
        /** @description Sentence. A newer version of the checklist could not be loaded; also among the warnings. */
        BrokenChecklist: string;
        /** @description Role id to title. */
        Roles: {
            [key: string]: string;
        };
        Evidence: {
            request: string;
            response: string;
            link?: string;
        };
        FactMiss: {
            cause: components["schemas"]["UnknownCause"];
            message: string;
        };
        FactView: {
            entityRef: string;
            fact: string;
            collector: string;
            value?: components["schemas"]["JsonValue"];
            silent?: {
                since: components["schemas"]["NullableTimestamp"];
            };
            miss?: components["schemas"]["FactMiss"];
            error?: {
                message: string;
                at: components["schemas"]["Timestamp"];
                /** @enum {string} */
                cause?: "silent";
            };
            evidence: components["schemas"]["Evidence"][];
            collectedAt: components["schemas"]["NullableTimestamp"];
            expiresAt: components["schemas"]["NullableTimestamp"];
            stale: boolean;
            hidden?: components["schemas"]["True"];
        };
        /** @enum {boolean} */
        True: true;
        Read: {
            entityRef: string;
            fact: string;
            path: string[];
        };
        LeafResult: {
            /** @enum {string} */
            kind: "check" | "attest" | "report" | "criterion" | "item" | "score";
            truth: components["schemas"]["Truth"];
            counted: boolean;
            substitute?: components["schemas"]["True"];
            negated?: components["schemas"]["True"];
            strength: components["schemas"]["Strength"];
            expression?: string;
            expected?: string;
            reads?: components["schemas"]["Read"][];
            role?: string;
            about?: string;
            report?: string;
            ref?: string;
            collector?: string;
            cause?: components["schemas"]["UnknownCause"];
            who?: string;
            message?: string;
            attestation?: string;
        };
        LeafView: components["schemas"]["LeafResult"] & {
            values?: {
                fact: string;
                entityRef: string;
                path: string;
                value: components["schemas"]["JsonValue"];
            }[];
        };
        EntityResultView: {
            entityRef: string;
            status: components["schemas"]["Status"];
            rawStatus: components["schemas"]["Status"];
            strength: components["schemas"]["Strength"];
            cause?: components["schemas"]["UnknownCause"];
            who?: string;
            collector?: string;
            message?: string;
            warning?: string;
            waiver?: string;
            leaves: components["schemas"]["LeafView"][];
            checkedAt: components["schemas"]["NullableTimestamp"];
        };
        CriterionView: {
            id: string;
            text: string;
            status: components["schemas"]["Status"];
            rawStatus: components["schemas"]["Status"];
            decides: boolean;
            entities: components["schemas"]["EntityResultView"][];
            strength: components["schemas"]["Strength"];
            why?: string;
            fix?: string;
            role: string;
            when?: string;
        };
        ItemView: {
            id: string;
            title: string;
            category: string;
            section: string;
            critical: boolean;
            role: string;
            status: components["schemas"]["Status"];
            rawStatus: components["schemas"]["Status"];
            why: string;
            fix: string;
            links: components["schemas"]["Link"][];
            criteria: components["schemas"]["CriterionView"][];
        };
        GateRow: {
            id: string;
            title: string;
            group?: string;
            truth: components["schemas"]["Truth"];
            leaves: components["schemas"]["LeafResult"][];
            message?: string;
        };
        Blocker: {
            /** @enum {string} */
            kind: "critical" | "go" | "no-go";
            id: string;
            title: string;
            message: string;
            items: string[];
        };
        UnknownGroup: {
            cause: components["schemas"]["UnknownCause"];
            who: string;
            source?: string;
            items: string[];
            count: number;
        };
        MemberShare: {
            entityRef: string;
            targets: string[];
            holdsBack: components["schemas"]["HoldsBack"];
            through: string[];
            items: {
                [key: string]: components["schemas"]["Status"];
            };
            passed: number;
            applicable: number;
        };
        PathToGo: {
            musts: string[];
            anyOf: {
                needed: number;
                items: string[];
            };
        };
        ReportView: {
            id: string;
            entityRef: string;
            type: string;
            /** @description Which of several of a type that stand side by side. */
            series: string;
            producedAt: components["schemas"]["Timestamp"];
            receivedAt: components["schemas"]["Timestamp"];
            commit: components["schemas"]["NullableString"];
            environment: components["schemas"]["NullableString"];
            tool: {
                name: string;
                version: components["schemas"]["NullableString"];
            } | null;
            link: components["schemas"]["NullableString"];
            /** @description Subject of the token, or ref of the user. */
            pushedBy: string;
            signedBy: components["schemas"]["NullableString"];
            /** @description A newer one of its series is there. */
            superseded: boolean;
            value?: components["schemas"]["JsonObject"];
            miss?: components["schemas"]["FactMiss"];
            /** @description What the pusher has to know all the same. */
            note?: string;
        };
        ReportPage: {
            reports: components["schemas"]["ReportView"][];
            nextCursor: components["schemas"]["NullableString"];
        };
        RunView: {
            id: string;
            subjectRef: string;
            checklistId: string;
            /** @enum {string} */
            state: "queued" | "running" | "succeeded" | "failed";
            /** @enum {string} */
            reason: "asked" | "due" | "changed" | "resumed";
            requestedAt: components["schemas"]["Timestamp"];
            startedAt: components["schemas"]["NullableTimestamp"];
            finishedAt: components["schemas"]["NullableTimestamp"];
            /** @description Collectors done and in all, over all entities. */
            progress: {
                done: number;
                total: number;
            };
            problems: string[];
        };
        RunRequest: {
            /** @description Id of the checklist, where several judge the entity. */
            checklist?: string;
            /** @description Entity ref of the launch unit, where the entity is part of several. */
            subject?: string;
        };
        RunPage: {
            runs: components["schemas"]["RunView"][];
            nextCursor: components["schemas"]["NullableString"];
        };
        ScorecardView: {
            entityRef: string;
            subjectRef: string;
            isSubject: boolean;
            checklist: {
                id: string;
                version: string;
                digest: string;
                title: string;
                metadata: {
                    [key: string]: string;
                };
            };
            available: {
                id: string;
                title: string;
                subjectRef: string;
            }[];
            /** @enum {string} */
            state: "never-run" | "ready";
            evaluatedAt: components["schemas"]["NullableTimestamp"];
            dueAt: components["schemas"]["NullableTimestamp"];
            run: components["schemas"]["RunView"] | null;
            score: components["schemas"]["Score"];
            level: components["schemas"]["NullableLevel"];
            verdict: components["schemas"]["NullableVerdict"];
            enforced: boolean;
            holdsBack?: components["schemas"]["HoldsBack"];
            share?: components["schemas"]["MemberShare"];
            items: components["schemas"]["ItemView"][];
            categories: components["schemas"]["CategoryCounts"][];
            critical: components["schemas"]["GateRow"][];
            go: components["schemas"]["GateRow"][];
            noGo: components["schemas"]["GateRow"][];
            blockers: components["schemas"]["Blocker"][];
            unknownBy: components["schemas"]["UnknownGroup"][];
            members: components["schemas"]["MemberShare"][];
            path: components["schemas"]["PathToGo"];
            targets: {
                [key: string]: string[];
            };
            sources: components["schemas"]["SourceViews"];
            brokenChecklist?: components["schemas"]["BrokenChecklist"];
            roles: components["schemas"]["Roles"];
            warnings: string[];
            /** @description Keyed `<entityRef>|<fact>`. */
            facts: {
                [key: string]: components["schemas"]["FactView"];
            };
        };
        ScorecardRowView: {
            entityRef: string;
            title: components["schemas"]["NullableString"];
            kind: string;
            type: components["schemas"]["NullableString"];
            owner: components["schemas"]["NullableString"];
            system: components["schemas"]["NullableString"];
            lifecycle: components["schemas"]["NullableString"];
            checklist: components["schemas"]["ChecklistReference"];
            score: components["schemas"]["Score"];
            level: components["schemas"]["NullableLevel"];
            verdict: components["schemas"]["NullableVerdict"];
            enforced: boolean;
            failing: number;
            unknown: number;
            topBlockers: string[];
            categories: components["schemas"]["CategoryCounts"][];
            evaluatedAt: components["schemas"]["NullableTimestamp"];
            running: boolean;
        };
        ScorecardTotals: {
            count: number;
            byVerdict: {
                verdict: components["schemas"]["NullableVerdict"];
                count: number;
            }[];
            byLevel: {
                checklistId: string;
                levelId: components["schemas"]["NullableString"];
                count: number;
            }[];
            neverRun: number;
        };
        ScorecardPage: {
            items: components["schemas"]["ScorecardRowView"][];
            nextCursor: components["schemas"]["NullableString"];
            totals: components["schemas"]["ScorecardTotals"];
        };
        ChecklistReference: {
            id: string;
            version: string;
            title: string;
        };
        HistoryView: {
            points: {
                day: string;
                completed: number;
                applicable: number;
                verdict: components["schemas"]["NullableVerdict"];
                levelId: components["schemas"]["NullableString"];
            }[];
            transitions: {
                at: components["schemas"]["Timestamp"];
                item: string;
                title: string;
                /** @enum {string|null} */
                from: "pass" | "fail" | "unknown" | "waived" | "not-applicable" | null;
                to: components["schemas"]["Status"];
                entityRef: string;
            }[];
            nextCursor: components["schemas"]["NullableString"];
        };
        /** @enum {string} */
        ContactGroup: "emergency" | "vendor" | "internal";
        ContactView: {
            id: string;
            title: string;
            group: components["schemas"]["ContactGroup"];
            name: components["schemas"]["NullableString"];
            /** @description Only for signed-in users. */
            phone: string | null;
            value: components["schemas"]["NullableString"];
            links: components["schemas"]["Link"][];
            missing?: string;
        };
        CommandView: {
            id: string;
            title: string;
            command: string;
            entityRef: components["schemas"]["NullableString"];
            result: components["schemas"]["JsonValue"];
            unknown?: string;
            checkedAt: components["schemas"]["NullableTimestamp"];
        };
        GateView: {
            entityRef: string;
            subjectRef: string;
            isSubject: boolean;
            checklist: components["schemas"]["ChecklistReference"];
            evaluatedAt: components["schemas"]["NullableTimestamp"];
            verdict: components["schemas"]["NullableVerdict"];
            enforced: boolean;
            score: components["schemas"]["Score"];
            level: components["schemas"]["NullableLevel"];
            holdsBack?: components["schemas"]["HoldsBack"];
            share?: components["schemas"]["MemberShare"];
            critical: components["schemas"]["GateRow"][];
            go: components["schemas"]["GateRow"][];
            noGo: components["schemas"]["GateRow"][];
            blockers: components["schemas"]["Blocker"][];
            unknownBy: components["schemas"]["UnknownGroup"][];
            path: components["schemas"]["PathToGo"];
            titles: {
                [key: string]: string;
            };
            steps: {
                [key: string]: {
                    /** @enum {string} */
                    known: "fails" | "unknown";
                    who: string;
                };
            };
            contacts: components["schemas"]["ContactView"][];
            commands: components["schemas"]["CommandView"][];
            postLaunch: {
                id: string;
                title: string;
                duration: string;
                checks: {
                    id: string;
                    title: string;
                    role: string;
                }[];
            }[];
            roles: components["schemas"]["Roles"];
            sources: components["schemas"]["SourceViews"];
            brokenChecklist?: components["schemas"]["BrokenChecklist"];
            warnings: string[];
        };
        /** @description In words; never empty. */
        Reason: string;
        May: {
            allowed: boolean;
            why?: string;
        };
        Evaluated: {
            evaluated: boolean;
            verdict: components["schemas"]["NullableVerdict"];
            evaluatedAt: components["schemas"]["NullableTimestamp"];
        };
        AttestationInput: {
            about: string;
            entityRef: string;
            role: string;
            statement: components["schemas"]["Statement"];
            validFor?: string;
            note?: components["schemas"]["Reason"];
            link?: string;
            renews?: string;
        };
        /** @enum {string} */
        Statement: "met" | "not-met" | "not-in-use";
        AttestationView: {
            id: string;
            checklistId: string;
            subjectRef: string;
            about: string;
            entityRef: string;
            role: string;
            statement: components["schemas"]["Statement"];
            by: string;
            at: components["schemas"]["Timestamp"];
            expiresAt: components["schemas"]["Timestamp"];
            boundTo?: {
                fact: string;
                hash: string;
            };
            note?: string;
            link?: string;
            renews?: string;
            /** @enum {string} */
            state: "current" | "expired" | "withdrawn" | "superseded";
            withdrawn?: {
                by: string;
                at: components["schemas"]["Timestamp"];
                reason: string;
            };
        };
        AttestationTask: {
            about: string;
            /** @enum {string} */
            kind: "criterion" | "row" | "document" | "post-launch" | "condition";
            entityRef: string;
            role: string;
            title: string;
            item?: string;
            statement: string;
            validFor: string;
            boundTo?: {
                what: string;
                value?: components["schemas"]["JsonValue"];
                unknown?: string;
            };
            /** @enum {string} */
            state: "missing" | "current" | "expiring" | "expired" | "lapsed" | "not-wanted";
            newest?: components["schemas"]["AttestationView"];
            changed: string[];
            may: components["schemas"]["May"];
        };
        AttestationsView: {
            entityRef: string;
            subjectRef: string;
            checklistId: string;
            tasks: components["schemas"]["AttestationTask"][];
            roles: {
                [key: string]: string;
            };
        };
        AttestationTaskPage: {
            tasks: (components["schemas"]["AttestationTask"] & {
                subjectRef: string;
                checklistId: string;
            })[];
            nextCursor: string | null;
        };
        AttestationsGiven: components["schemas"]["Evaluated"] & {
            attestations: components["schemas"]["AttestationView"][];
        };
        AttestationPage: {
            attestations: components["schemas"]["AttestationView"][];
            nextCursor: string | null;
        };
        /** @enum {string} */
        WaiverState: "requested" | "approved" | "refused" | "revoked" | "expired";
        WaiverView: {
            id: string;
            checklistId: string;
            subjectRef: string;
            about: string;
            title: string;
            entityRef: string | null;
            reason: string;
            role: string;
            state: components["schemas"]["WaiverState"];
            requestedBy: string;
            requestedAt: components["schemas"]["Timestamp"];
            expiresAt: components["schemas"]["Timestamp"];
            settled?: {
                by: string;
                at: components["schemas"]["Timestamp"];
                note?: string;
            };
            revoked?: {
                by: string;
                at: components["schemas"]["Timestamp"];
                reason: string;
            };
            may: {
                approve: components["schemas"]["May"];
                refuse: components["schemas"]["May"];
                revoke: components["schemas"]["May"];
            };
        };
        WaiverPage: {
            waivers: components["schemas"]["WaiverView"][];
            nextCursor: string | null;
        };
        /** @enum {string} */
        ReviewState: "open" | "decided" | "launched" | "verified" | "withdrawn" | "expired" | "cancelled" | "superseded";
        /** @enum {string} */
        DecisionOutcome: "go" | "no-go" | "exception";
        ReleasesInput: {
            entityRef: string;
            version?: string;
            commit?: string;
        }[];
        ReviewSummary: {
            id: string;
            number: number;
            subjectRef: string;
            title: string | null;
            checklist: {
                id: string;
                version: string;
                title: string;
            };
            state: components["schemas"]["ReviewState"];
            plannedAt: components["schemas"]["Timestamp"];
            openedBy: string;
            openedAt: components["schemas"]["Timestamp"];
            verdict: components["schemas"]["NullableVerdict"];
            signOffs: {
                given: number;
                wanted: number;
            };
            decision: {
                outcome: components["schemas"]["DecisionOutcome"];
                by: string;
                at: components["schemas"]["Timestamp"];
            } | null;
            launchedAt: components["schemas"]["NullableTimestamp"];
            trouble: number;
        };
        ReviewPage: {
            reviews: components["schemas"]["ReviewSummary"][];
            nextCursor: string | null;
        };
        SignOffView: {
            role: string;
            title: string;
            /** @enum {string} */
            state: "wanted" | "given" | "suspended" | "void";
            /** @enum {string} */
            statement?: "go" | "no-go";
            by?: string;
            at?: components["schemas"]["Timestamp"];
            note?: string;
            reasons: string[];
            concerns: string[];
            may: {
                sign: components["schemas"]["May"];
                withdraw: components["schemas"]["May"];
            };
        };
        PostLaunchCheckView: {
            id: string;
            title: string;
            role: string;
            /** @enum {string} */
            settles: "on-pass" | "at-deadline";
            /** @enum {string} */
            state: "waiting" | "passed" | "failed" | "overdue" | "passed-late" | "not-applicable";
            truth: components["schemas"]["Truth"];
            message: string | null;
            dueAt: components["schemas"]["Timestamp"];
            settledAt: components["schemas"]["NullableTimestamp"];
            waitsForPerson: boolean;
        };
        ItemChange: {
            item: string;
            title: string;
            from: components["schemas"]["Status"];
            to: components["schemas"]["Status"];
        };
        ReviewView: {
            id: string;
            number: number;
            subjectRef: string;
            title: string | null;
            checklist: {
                id: string;
                version: string;
                title: string;
            };
            state: components["schemas"]["ReviewState"];
            plannedAt: components["schemas"]["Timestamp"];
            openedBy: string;
            openedAt: components["schemas"]["Timestamp"];
            verdict: components["schemas"]["NullableVerdict"];
            signOffs: {
                given: number;
                wanted: number;
            };
            decision: {
                outcome: components["schemas"]["DecisionOutcome"];
                by: string;
                at: components["schemas"]["Timestamp"];
            } | null;
            launchedAt: components["schemas"]["NullableTimestamp"];
            trouble: number;
            /** @enum {string} */
            separation: "strict" | "small-team";
            pinned: {
                checklist: {
                    id: string;
                    version: string;
                    digest: string;
                };
                members: string[];
                targets: {
                    [key: string]: string[];
                };
                declared: {
                    [key: string]: {
                        [key: string]: string;
                    };
                };
                releases: {
                    entityRef: string;
                    version: string;
                    commit: string | null;
                }[];
            };
            drift: string[];
            evaluatedAt: components["schemas"]["NullableTimestamp"];
            enforced: boolean;
            score: components["schemas"]["Score"];
            critical: components["schemas"]["GateRow"][];
            go: components["schemas"]["GateRow"][];
            noGo: components["schemas"]["GateRow"][];
            blockers: components["schemas"]["Blocker"][];
            path: components["schemas"]["PathToGo"];
            titles: {
                [key: string]: string;
            };
            roles: {
                [key: string]: string;
            };
            signOffDetails: components["schemas"]["SignOffView"][];
            decisionDetails: {
                outcome: components["schemas"]["DecisionOutcome"];
                by: string;
                at: components["schemas"]["Timestamp"];
                reason: string | null;
                verdict: components["schemas"]["NullableVerdict"];
                validUntil: components["schemas"]["NullableTimestamp"];
                recordId: string;
            } | null;
            withdrawn: {
                at: components["schemas"]["Timestamp"];
                reasons: string[];
            } | null;
            openItems: {
                item: string;
                title: string;
                status: components["schemas"]["Status"];
                /** @enum {string|null} */
                now: "pass" | "fail" | "unknown" | "waived" | "not-applicable" | null;
                owner: string;
                dueAt: components["schemas"]["Timestamp"];
                closedAt: components["schemas"]["NullableTimestamp"];
            }[];
            toAssign: {
                item: string;
                title: string;
                status: components["schemas"]["Status"];
                role: string;
            }[];
            launch: {
                at: components["schemas"]["Timestamp"];
                by: string;
            } | null;
            deploySeen: {
                at: components["schemas"]["Timestamp"];
                entityRef: string;
            } | null;
            postLaunch: {
                id: string;
                title: string;
                startsAt: components["schemas"]["Timestamp"];
                endsAt: components["schemas"]["Timestamp"];
                checks: components["schemas"]["PostLaunchCheckView"][];
            }[];
            rollback: {
                title: string;
                url: string;
            } | null;
            sinceLastGo: {
                reviewId: string;
                number: number;
                decidedAt: components["schemas"]["Timestamp"];
                worse: components["schemas"]["ItemChange"][];
                better: components["schemas"]["ItemChange"][];
                added: {
                    item: string;
                    title: string;
                }[];
                carriedOver: number;
            } | null;
            records: {
                id: string;
                kind: string;
                at: components["schemas"]["Timestamp"];
                hash: string;
            }[];
            events: {
                at: components["schemas"]["Timestamp"];
                by: string | null;
                kind: string;
                text: string;
            }[];
            may: {
                decideGo: components["schemas"]["May"];
                decideNoGo: components["schemas"]["May"];
                decideException: components["schemas"]["May"];
                launch: components["schemas"]["May"];
                cancel: components["schemas"]["May"];
                reopen: components["schemas"]["May"];
                change: components["schemas"]["May"];
            };
        };
        LaunchesWithoutGo: {
            launches: {
                subjectRef: string;
                title: string | null;
                owner: string | null;
                checklist: {
                    id: string;
                    title: string;
                };
                since: components["schemas"]["Timestamp"];
                baseline: boolean;
            }[];
            nextCursor: string | null;
        };
    };
    responses: {
        /** @description Backstage's standard error body. */
        Error: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The launch review as it is then. */
        Review: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ReviewView"];
            };
        };
        /** @description Settled and judged. */
        WaiverSettled: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["WaiverView"] & components["schemas"]["Evaluated"];
            };
        };
    };
    parameters: {
        id: string;
        entityRef: string;
        /** @description Those that end before it, ISO 8601. */
        endsBefore: string;
        /** @description When the report was produced, ISO 8601 with an offset. */
        reportProducedAt: string;
        /** @description Full id of the commit that it speaks of. */
        reportCommit: string;
        /** @description Where it was produced or measured. */
        reportEnvironment: string;
        /** @description Name of the tool. */
        reportTool: string;
        /** @description Version of the tool. */
        reportToolVersion: string;
        /** @description Where a person can look for themselves. */
        reportLink: string;
        kind: string;
        namespace: string;
        name: string;
        /** @description Id of the checklist, where several judge the entity. */
        checklist: string;
        /** @description Entity ref of the launch unit, where the entity is part of several; without it the entity itself, else the first by ref. */
        subject: string;
        /** @description Only rows of this checklist. */
        checklistFilter: string;
        /** @description Entity ref of the owner; several are alternatives. */
        owner: components["schemas"]["FilterValues"];
        /** @description Entity ref of the system. */
        system: components["schemas"]["FilterValues"];
        kindFilter: components["schemas"]["FilterValues"];
        namespaceFilter: components["schemas"]["FilterValues"];
        type: components["schemas"]["FilterValues"];
        lifecycle: components["schemas"]["FilterValues"];
        /** @description Id of a level. */
        level: components["schemas"]["FilterValues"];
        /** @description `none` stands for a checklist without gate rules. */
        verdict: ("go" | "no-go" | "undecided" | "none")[];
        /** @description Id of an item: only rows that fail it. Needs `checklist` where several checklists in force hold an item of that id. */
        failing: string;
        /** @description Part of name or title, without regard to case. */
        q: string;
        /** @description `nextCursor` of the page before. */
        cursor: string;
        limit: number;
    };
    requestBodies: {
        WithReason: {
            content: {
                "application/json": {
                    reason: components["schemas"]["Reason"];
                };
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    ListChecklists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All checklists in force. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ChecklistSummary"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetChecklist: {
        parameters: {
            query?: {
                /** @description Digest of a stored version; without it the one in force. */
                version?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The definition, inheritance and configuration applied. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChecklistView"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListScorecards: {
        parameters: {
            query?: {
                /** @description Only rows of this checklist. */
                checklist?: components["parameters"]["checklistFilter"];
                /** @description Entity ref of the owner; several are alternatives. */
                owner?: components["parameters"]["owner"];
                /** @description Entity ref of the system. */
                system?: components["parameters"]["system"];
                kind?: components["parameters"]["kindFilter"];
                namespace?: components["parameters"]["namespaceFilter"];
                type?: components["parameters"]["type"];
                lifecycle?: components["parameters"]["lifecycle"];
                /** @description Id of a level. */
                level?: components["parameters"]["level"];
                /** @description `none` stands for a checklist without gate rules. */
                verdict?: components["parameters"]["verdict"];
                /** @description Id of an item: only rows that fail it. Needs `checklist` where several checklists in force hold an item of that id. */
                failing?: components["parameters"]["failing"];
                /** @description Part of name or title, without regard to case. */
                q?: components["parameters"]["q"];
                sort?: "title" | "score" | "verdict" | "failing" | "unknown" | "evaluatedAt";
                order?: "asc" | "desc";
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetScorecard: {
        parameters: {
            query?: {
                /** @description Id of the checklist, where several judge the entity. */
                checklist?: components["parameters"]["checklist"];
                /** @description Entity ref of the launch unit, where the entity is part of several; without it the entity itself, else the first by ref. */
                subject?: components["parameters"]["subject"];
                /** @description `full`: each fact with its value. Without it the value that a check read stands beside the check, and of each fact where it is from and when it was read. */
                facts?: "full";
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stored scorecard with the values that it rests on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScorecardView"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetHistory: {
        parameters: {
            query?: {
                /** @description Id of the checklist, where several judge the entity. */
                checklist?: components["parameters"]["checklist"];
                /** @description Entity ref of the launch unit, where the entity is part of several; without it the entity itself, else the first by ref. */
                subject?: components["parameters"]["subject"];
                /** @description First day of the points, in UTC; without it 90 days ago. */
                since?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page of transitions; the points stand on the first page only. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HistoryView"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetGate: {
        parameters: {
            query?: {
                /** @description Id of the checklist, where several judge the entity. */
                checklist?: components["parameters"]["checklist"];
                /** @description Entity ref of the launch unit, where the entity is part of several; without it the entity itself, else the first by ref. */
                subject?: components["parameters"]["subject"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The launch unit's gate. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateView"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListRuns: {
        parameters: {
            query?: {
                /** @description Id of the checklist, where several judge the entity. */
                checklist?: components["parameters"]["checklist"];
                /** @description Entity ref of the launch unit, where the entity is part of several; without it the entity itself, else the first by ref. */
                subject?: components["parameters"]["subject"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RequestRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RunRequest"];
            };
        };
        responses: {
            /** @description The run that was queued, or the one that waits already. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
                runId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The run. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetAttestations: {
        parameters: {
            query?: {
                /** @description Id of the checklist, where several judge the entity. */
                checklist?: components["parameters"]["checklist"];
                /** @description Entity ref of the launch unit, where the entity is part of several; without it the entity itself, else the first by ref. */
                subject?: components["parameters"]["subject"];
            };
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttestationsView"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    Attest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    checklist?: string;
                    subject?: string;
                    attestations: components["schemas"]["AttestationInput"][];
                };
            };
        };
        responses: {
            /** @description Stored and judged. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttestationsGiven"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    RequestWaiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["parameters"]["kind"];
                namespace: components["parameters"]["namespace"];
                name: components["parameters"]["name"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    checklist?: string;
                    subject?: string;
                    about: string;
                    entityRef?: string;
                    reason: components["schemas"]["Reason"];
                    /** Format: date-time */
                    expiresAt: string;
                };
            };
        };
        responses: {
            /** @description Asked for. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaiverView"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListAttestations: {
        parameters: {
            query?: {
                /** @description Those that end before it, ISO 8601. */
                endsBefore?: components["parameters"]["endsBefore"];
                role?: string;
                about?: string;
                entityRef?: components["parameters"]["entityRef"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttestationPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListAttestationTasks: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttestationTaskPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    WithdrawAttestation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["WithReason"];
        responses: {
            /** @description Withdrawn and judged. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Evaluated"] & {
                        attestation: components["schemas"]["AttestationView"];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListWaivers: {
        parameters: {
            query?: {
                state?: components["schemas"]["WaiverState"][];
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only rows of this checklist. */
                checklist?: components["parameters"]["checklistFilter"];
                /** @description Those that end before it, ISO 8601. */
                endsBefore?: components["parameters"]["endsBefore"];
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaiverPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ApproveWaiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    note?: components["schemas"]["Reason"];
                };
            };
        };
        responses: {
            200: components["responses"]["WaiverSettled"];
            default: components["responses"]["Error"];
        };
    };
    RefuseWaiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    note: components["schemas"]["Reason"];
                };
            };
        };
        responses: {
            200: components["responses"]["WaiverSettled"];
            default: components["responses"]["Error"];
        };
    };
    RevokeWaiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["WithReason"];
        responses: {
            200: components["responses"]["WaiverSettled"];
            default: components["responses"]["Error"];
        };
    };
    ListReviews: {
        parameters: {
            query?: {
                state?: components["schemas"]["ReviewState"][];
                entityRef?: components["parameters"]["entityRef"];
                /** @description Only rows of this checklist. */
                checklist?: components["parameters"]["checklistFilter"];
                /** @description Planned at this time or later, ISO 8601. */
                from?: string;
                /** @description Planned before this time, ISO 8601. */
                to?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    OpenReview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    entityRef: string;
                    checklist?: string;
                    /** Format: date-time */
                    plannedAt: string;
                    releases?: components["schemas"]["ReleasesInput"];
                };
            };
        };
        responses: {
            201: components["responses"]["Review"];
            default: components["responses"]["Error"];
        };
    };
    GetReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Review"];
            default: components["responses"]["Error"];
        };
    };
    ChangeReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    plannedAt?: string;
                    releases?: components["schemas"]["ReleasesInput"];
                };
            };
        };
        responses: {
            200: components["responses"]["Review"];
            default: components["responses"]["Error"];
        };
    };
    SignReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    role: string;
                    /** @enum {string} */
                    statement: "go" | "no-go";
                    note?: components["schemas"]["Reason"];
                };
            };
        };
        responses: {
            200: components["responses"]["Review"];
            default: components["responses"]["Error"];
        };
    };
    WithdrawSignOff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
                role: string;
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["WithReason"];
        responses: {
            200: components["responses"]["Review"];
            default: components["responses"]["Error"];
        };
    };
    DecideReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    outcome: components["schemas"]["DecisionOutcome"];
                    reason?: components["schemas"]["Reason"];
                    openItems?: {
                        item: string;
                        owner: string;
                        /** Format: date-time */
                        dueAt: string;
                    }[];
                };
            };
        };
        responses: {
            200: components["responses"]["Review"];
            default: components["responses"]["Error"];
        };
    };
    RecordLaunch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /** Format: date-time */
                    at?: string;
                };
            };
        };
        responses: {
            200: components["responses"]["Review"];
            default: components["responses"]["Error"];
        };
    };
    CancelReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["WithReason"];
        responses: {
            200: components["responses"]["Review"];
            default: components["responses"]["Error"];
        };
    };
    ReopenReview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["WithReason"];
        responses: {
            200: components["responses"]["Review"];
            default: components["responses"]["Error"];
        };
    };
    AssignItem: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["id"];
                item: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    owner: string;
                    /** Format: date-time */
                    dueAt: string;
                };
            };
        };
        responses: {
            200: components["responses"]["Review"];
            default: components["responses"]["Error"];
        };
    };
    GetRecord: {
        parameters: {
            query?: {
                /** @description Defaults to `json`. */
                format?: "json" | "markdown" | "dsse";
            };
            header?: never;
            path: {
                id: components["parameters"]["id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The export. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordExport"];
                    "text/markdown": string;
                    "application/vnd.dsse.envelope.v1+json": components["schemas"]["SignedStatement"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    VerifyRecords: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether they hold. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordVerification"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListRecordKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description None where nothing is signed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: components["schemas"]["RecordKey"][];
                    };
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListLaunchesWithoutGo: {
        parameters: {
            query?: {
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LaunchesWithoutGo"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    ListReports: {
        parameters: {
            query: {
                entityRef: string;
                type?: string;
                /** @description `nextCursor` of the page before. */
                cursor?: components["parameters"]["cursor"];
                limit?: components["parameters"]["limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportPage"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    PushReport: {
        parameters: {
            query?: {
                /** @description Says that the body is the tool's output as it is. */
                entityRef?: string;
                /** @description When the report was produced, ISO 8601 with an offset. */
                producedAt?: components["parameters"]["reportProducedAt"];
                /** @description Full id of the commit that it speaks of. */
                commit?: components["parameters"]["reportCommit"];
                /** @description Where it was produced or measured. */
                environment?: components["parameters"]["reportEnvironment"];
                /** @description Name of the tool. */
                tool?: components["parameters"]["reportTool"];
                /** @description Version of the tool. */
                toolVersion?: components["parameters"]["reportToolVersion"];
                /** @description Where a person can look for themselves. */
                link?: components["parameters"]["reportLink"];
            };
            header?: never;
            path: {
                type: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JsonValue"];
                "application/sarif+json": components["schemas"]["JsonValue"];
                "application/vnd.dsse.envelope.v1+json": components["schemas"]["JsonValue"];
                "application/xml": string;
                "text/xml": string;
            };
        };
        responses: {
            /** @description The same was pushed before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
    GetConnections: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All sources and the refused hosts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionsView"];
                };
            };
            default: components["responses"]["Error"];
        };
    };
}
