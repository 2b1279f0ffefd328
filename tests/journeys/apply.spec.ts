import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals';
import {ApplyingWorld} from '../support/applying-world.js';
import {openBrowser, type TestBrowser} from '../support/browser.js';
import {pdf} from '../support/files.js';
import type {Page} from '../support/page.js';
import type {TestPerson} from '../support/people.js';
import {signInRows} from '../support/sign-in-rows.js';
import {signedIn} from '../support/signed-in.js';
import {scratch} from '../support/scratch.js';

describe('becoming accredited', () => {
  let world: ApplyingWorld;
  let browser: TestBrowser;
  let pa: TestPerson;
  let paper: string;

  beforeAll(async () => {
    [world, browser] = await Promise.all([ApplyingWorld.open(), openBrowser()]);
    await world.startWorker();
    pa = await world.world.person(world.desk.councilId, 'Pia Applicant', ['pa']);
    paper = join(scratch('paper'), 'passport.pdf');
    writeFileSync(paper, pdf());
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const chooseFile = (page: Page, path: string) => page.browserPage.getByLabel('Send a copy').setInputFiles(path);

  async function nameReferee(page: Page, number: number, name: string, relationship = 'Employer or manager') {
    await page.fill('Their name', name);
    await page.fill('Their e-mail address', `${name.toLowerCase().replace(' ', '.')}@people.example`);
    await page.choose(relationship);
    await page.choose('More than 3 years');
  }

  let id: string;

  it('is applied for one question a page, stopped and gone on with, checked and handed in', async () => {
    let page = await signedIn(browser, world.pages, pa);
    await page.goto('/');
    await page.follow('Become accredited');
    await page.shot('apply-start');
    await page.submit('Start your application');
    id = page.path.split('/')[2] ?? '';
    await page.shot('apply-tasks');
    expect(await page.text('main')).toContain('0 of 13 done');
    await page.follow('Your date of birth');
    await page.shot('apply-birth');
    await page.submit('Save and continue', {status: 400});
    expect(await page.errors()).toEqual(['Enter your date of birth']);
    await page.fill('Day', '27');
    await page.fill('Month', '3');
    await page.fill('Year', '1980');
    await page.submit('Save and continue');
    await page.fill('What is your telephone number?', '01632 960001');
    await page.submit('Save and continue');
    await page.shot('apply-services');
    await page.close();

    page = await signedIn(browser, world.pages, pa);
    await page.goto('/apply');
    await page.follow(/^Support with Confidence, started/);
    expect(await page.text('main')).toContain('2 of 13 done');
    await page.follow('The work you do');
    await page.choose('Companionship');
    await page.submit('Save and continue');
    await page.choose('None of these');
    await page.submit('Save and continue');
    await page.choose('The people I support employ me');
    await page.submit('Save and continue');
    await page.choose('No');
    await page.submit('Save and continue');
    await page.shot('apply-tasks-saved');

    await page.follow('Proof of identity');
    await page.shot('apply-paper');
    await page.submit('Send the file', {status: 400});
    expect(await page.errors()).toEqual(['Choose a file.']);
    await chooseFile(page, paper);
    await page.submit('Send the file');
    await page.shot('apply-paper-sent');
    expect(await page.text('main')).toContain('passport.pdf Waiting to be checked for viruses');
    await page.follow('Back to the task list');
    // One page of each kind is enough: the others are answered by a program.
    for (const paper of ['right_to_work', 'safeguarding', 'mental_capacity']) {
      await world.answer(id, pa, `have_${paper}`, 'show').expect(200);
    }
    await world.answer(id, pa, 'agree_code_of_conduct', 'agreed').expect(200);
    await page.follow('Enhanced DBS certificate');
    await page.shot('apply-dbs');
    await page.choose('No, I need one');
    await page.submit('Save and continue');
    await page.follow('References from two people who are not relatives');
    await page.submit('Name referee 1');
    await nameReferee(page, 1, 'Ruth Referee', 'Family or partner');
    await page.submit('Save', {status: 422});
    expect(await page.errors()).toEqual([
      'A relative cannot be your referee. Name somebody who is not family, like an employer.',
    ]);
    await page.shot('apply-referee-family');
    await page.choose('Employer or manager');
    await page.submit('Save');
    await page.follow('Go back to the task list');
    await page.submit('Check your answers');
    await page.submit('Hand it in', {status: 422});
    expect(await page.errors()).toEqual(['References from two people who are not relatives: not done yet']);
    await page.shot('apply-check-missing');
    await page.follow('References from two people who are not relatives: not done yet');
    await page.submit('Name referee 2');
    await nameReferee(page, 2, 'Ravi Referee');
    await page.submit('Save');
    await page.shot('apply-referees');
    await page.goto(`/apply/${id}/check`);
    await page.shot('apply-check');
    await page.submit('Hand it in');
    expect(await page.text('.govuk-notification-banner')).toContain('Your application is handed in.');
    await page.shot('apply-handed-in');
    await page.close();
  }, 120_000);

  it('is begun by a stranger, who opens an account on a phone without a script', async () => {
    await signInRows(world.world, world.desk.councilId, world.desk.officer);
    const page = await browser.newPage({baseUrl: world.pages.baseUrl, width: 320, javaScript: false});
    await page.goto('/sign-in?next=%2Fapply');
    await page.shot('sign-in');
    await page.follow('I have forgotten my password');
    await page.shot('sign-in-forgotten');
    await page.goto('/apply');
    await page.follow('Open an account');
    await page.shot('open-account');
    expect(await page.browserPage.getByLabel('I want to work as a personal assistant').isChecked()).toBe(true);
    await page.submit('Continue', {status: 400});
    expect(await page.errors()).toEqual(['Enter your name', 'Enter your email address']);
    await page.fill('Your name', 'Sam Stranger');
    await page.fill('Email address', 'sam@people.example');
    await page.submit('Continue');
    expect(await page.heading()).toBe('Check your email');
    await page.shot('open-account-sent');
    await page.goto(await world.linkTo('sam@people.example'));
    await page.shot('open-account-link');
    await page.submit('Open my account');
    expect(page.path).toBe('/apply');
    await page.submit('Start your application');
    expect(await page.text('main')).toContain('0 of 13 done');
    await page.goto('/account/sign-in');
    await page.shot('account-sign-in');
    await page.close();
    const admin = await signedIn(
      browser,
      world.pages,
      await world.world.person(world.desk.councilId, 'Ada Admin', ['admin']),
    );
    await admin.goto('/council/issuers');
    await admin.shot('council-sign-in');
    await admin.close();
  });

  it('asks for more, which the applicant answers in the task list', async () => {
    const {officer} = world.desk;
    const ask = {text: 'Please send a copy of your share code letter.', requirement: 'right_to_work'};
    await world.api.call('post', `/applications/${id}/requests`, officer.token, ask).expect(201);
    const page = await signedIn(browser, world.pages, pa, {width: 320});
    await page.goto(`/apply/${id}`);
    await page.shot('apply-asked');
    await page.follow(ask.text);
    await page.shot('apply-request');
    await page.follow('send it under “Right to work in the United Kingdom”');
    await chooseFile(page, paper);
    await page.submit('Send the file');
    await page.goto(`/apply/${id}`);
    await page.follow(ask.text);
    await page.fill('Your answer', 'I have sent it.');
    await page.submit('Send your answer');
    expect(await page.text('main')).toContain(
      'What you were asked before Please send a copy of your share code letter. I have sent it.',
    );
    await page.shot('apply-answered');
    await page.close();

    const desk = await signedIn(browser, world.pages, officer);
    await desk.goto(`/council/applications/${id}/requirements/right_to_work`);
    await desk.shot('desk-file');
    await desk.submit(/^Release/);
    await desk.goto(`/council/applications/${id}/requirements/right_to_work`);
    expect(await desk.text('main')).toContain('passport.pdf');
    await desk.close();
  });

  it('has referees who answer on a phone, without an account or a script, and read easily', async () => {
    const path = await world.linkTo('ruth.referee@people.example');
    const page = await browser.newPage({baseUrl: world.pages.baseUrl, javaScript: false, width: 320});
    await page.goto(path);
    await page.shot('reference');
    await page.submit('Show this in easy read');
    expect(await page.text('.app-easy')).toContain('Tell us what you think of them.');
    await page.shot('reference-easy');
    await page.submit('Send your reference', {status: 400});
    expect(await page.errors()).toHaveLength(4);
    await page.choose('Employer or manager');
    await page.choose('More than 3 years');
    await page.choose('Yes');
    await page.fill('What do you know of their work, and how they treat people?', 'Kind, and always on time.');
    await page.submit('Send your reference');
    await page.shot('reference-done');
    expect(await page.heading()).toBe('Thank you for your reference');
    await page.goto(path, {status: 410});
    await page.shot('reference-gone');
    await page.close();

    const desk = await signedIn(browser, world.pages, world.desk.officer);
    await desk.goto(`/council/applications/${id}/requirements/reference`);
    await desk.follow('Read what referees said, or ring them');
    await desk.shot('desk-references');
    await desk.submit(/^Accept/);
    expect(await desk.text('main')).toContain('Accepted');
    await desk.follow(/^Write down a reference given by telephone/);
    await desk.shot('desk-reference-phone');
    await desk.close();
  });

  it('begins with an enquiry by anybody, from which an officer applies on their behalf', async () => {
    const stranger = await browser.newPage({baseUrl: world.pages.baseUrl, width: 320});
    await stranger.goto('/apply');
    await stranger.submit('Ask us about it');
    await stranger.shot('enquiry');
    await stranger.submit('Send', {status: 400});
    expect(await stranger.errors()).toHaveLength(3);
    await stranger.fill('Your name', 'Eni Enquirer');
    await stranger.choose('Personal assistant');
    await stranger.choose('A leaflet or poster');
    await stranger.submit('Send', {status: 400});
    expect(await stranger.errors()).toEqual(['Enter an e-mail address or a telephone number, so that we can answer.']);
    await stranger.fill('Telephone number', '01632 960007');
    await stranger.submit('Send');
    expect(await stranger.heading()).toBe('We have your enquiry');
    await stranger.close();

    const page = await signedIn(browser, world.pages, world.desk.officer, {width: 320});
    await page.goto('/council/applications');
    await page.follow('Enquiries');
    await page.shot('enquiries');
    await page.follow('Eni Enquirer');
    await page.shot('enquiry-officer');
    await page.submit('Open an application');
    await page.choose('Add Eni Enquirer as a new person');
    await page.choose('Personal assistant');
    await page.choose('By telephone');
    await page.submit('Open the application');
    await page.follow('Fill it in with them');
    await page.shot('on-behalf');
    expect(await page.text('main')).toContain('You are filling this in for Eni Enquirer (by telephone).');
    await page.follow('Withdraw this application');
    await page.shot('withdraw');
    await page.submit('Withdraw the application');
    expect(await page.text('main')).toContain('Withdrawn');
    await page.close();
  });
});
