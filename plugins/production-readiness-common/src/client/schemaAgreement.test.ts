import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as model from '../model';
import type * as api from './ProductionReadinessApi';
import type { components } from './schema.generated';

type Schemas = components['schemas'];

/** True only where each side may stand for the other. */
type Agree<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** Names a field that only one side has; optional fields slip through `Agree`. */
type SameKeys<A, B> = Agree<keyof A, keyof B>;

type Both<A, B> = Agree<A, B> & SameKeys<A, B>;

/**
 * Checked by the compiler: a schema of the OpenAPI document that differs from
 * the type that screens read makes its line an error.
 */
const agreement = {
  Checklist: true satisfies Both<Schemas['Checklist'], model.Checklist>,
  Item: true satisfies Both<Schemas['Item'], model.Item>,
  Criterion: true satisfies Both<Schemas['Criterion'], model.Criterion>,
  Target: true satisfies Both<Schemas['Target'], model.Target>,
  GateRule: true satisfies Both<Schemas['GateRule'], model.GateRule>,
  CheckLeaf: true satisfies Both<Schemas['CheckLeaf'], model.CheckLeaf>,
  ReportLeaf: true satisfies Both<Schemas['ReportLeaf'], model.ReportLeaf>,
  AttestLeaf: true satisfies Both<
    Schemas['AttestLeaf']['attest'],
    model.AttestLeaf['attest']
  >,
  FactRequestDefinition: true satisfies Both<
    Schemas['FactRequestDefinition'],
    model.FactRequestDefinition
  >,
  LintFinding: true satisfies Both<Schemas['LintFinding'], model.LintFinding>,
  ChecklistSummary: true satisfies Both<
    Schemas['ChecklistSummary'],
    model.ChecklistSummary
  >,
  ChecklistView: true satisfies Both<
    Schemas['ChecklistView'],
    api.ChecklistView
  >,
  ScorecardView: true satisfies Both<
    Schemas['ScorecardView'],
    model.ScorecardView
  >,
  ItemView: true satisfies Both<Schemas['ItemView'], model.ItemView>,
  CriterionView: true satisfies Both<
    Schemas['CriterionView'],
    model.CriterionView
  >,
  EntityResultView: true satisfies Both<
    Schemas['EntityResultView'],
    model.EntityResultView
  >,
  LeafView: true satisfies Both<Schemas['LeafView'], model.LeafView>,
  LeafResult: true satisfies Both<Schemas['LeafResult'], model.LeafResult>,
  FactView: true satisfies Both<Schemas['FactView'], model.FactView>,
  GateRow: true satisfies Both<Schemas['GateRow'], model.GateRow>,
  Blocker: true satisfies Both<Schemas['Blocker'], model.Blocker>,
  UnknownGroup: true satisfies Both<
    Schemas['UnknownGroup'],
    model.UnknownGroup
  >,
  MemberShare: true satisfies Both<Schemas['MemberShare'], model.MemberShare>,
  PathToGo: true satisfies Both<Schemas['PathToGo'], model.PathToGo>,
  Score: true satisfies Both<Schemas['Score'], model.Score>,
  RunView: true satisfies Both<Schemas['RunView'], model.RunView>,
  ConnectionView: true satisfies Both<
    Schemas['ConnectionView'],
    model.ConnectionView
  >,
  ConnectionsView: true satisfies Both<
    Schemas['ConnectionsView'],
    model.ConnectionsView
  >,
  ReportView: true satisfies Both<Schemas['ReportView'], api.ReportView>,
  ReportPage: true satisfies Both<Schemas['ReportPage'], api.ReportPage>,
  RunPage: true satisfies Both<Schemas['RunPage'], api.RunPage>,
  ScorecardRowView: true satisfies Both<
    Schemas['ScorecardRowView'],
    model.ScorecardRowView
  >,
  ScorecardPage: true satisfies Both<
    Schemas['ScorecardPage'],
    api.ScorecardPage
  >,
  HistoryView: true satisfies Both<Schemas['HistoryView'], model.HistoryView>,
  GateView: true satisfies Both<Schemas['GateView'], model.GateView>,
  ContactView: true satisfies Both<Schemas['ContactView'], model.ContactView>,
  CommandView: true satisfies Both<Schemas['CommandView'], model.CommandView>,
  AttestationView: true satisfies Both<
    Schemas['AttestationView'],
    model.AttestationView
  >,
  AttestationsView: true satisfies Both<
    Schemas['AttestationsView'],
    model.AttestationsView
  >,
  AttestationPage: true satisfies Both<
    Schemas['AttestationPage'],
    model.AttestationPage
  >,
  AttestationTaskPage: true satisfies Both<
    Schemas['AttestationTaskPage'],
    api.AttestationTaskPage
  >,
  WaiverView: true satisfies Both<Schemas['WaiverView'], model.WaiverView>,
  WaiverPage: true satisfies Both<Schemas['WaiverPage'], model.WaiverPage>,
  ReviewView: true satisfies Both<Schemas['ReviewView'], model.ReviewView>,
  ReviewPage: true satisfies Both<Schemas['ReviewPage'], model.ReviewPage>,
  SignOffView: true satisfies Both<Schemas['SignOffView'], model.SignOffView>,
  PostLaunchCheckView: true satisfies Both<
    Schemas['PostLaunchCheckView'],
    model.PostLaunchCheckView
  >,
  RecordVerification: true satisfies Both<
    Schemas['RecordVerification'],
    model.RecordVerification
  >,
  RecordKey: true satisfies Both<Schemas['RecordKey'], model.RecordKey>,
  SignedStatement: true satisfies Both<
    Schemas['SignedStatement'],
    model.SignedStatement
  >,
};

it('compares every view and page of the document', () => {
  const generated = readFileSync(
    join(__dirname, 'schema.generated.ts'),
    'utf8',
  );
  const named = [...generated.matchAll(/^ {8}(\w+(?:View|Page)): /gm)].map(
    ([, name]) => name,
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter(name => !(name in agreement))).toEqual([]);
});
