import { Route, Routes } from 'react-router-dom';
import { ReviewPage } from '../Review/ReviewPage';
import { ReviewsContent } from './ReviewsContent';

/** The tab *Launch reviews*: the list, and below it a page for each. */
export function ReviewsRouter() {
  return (
    <Routes>
      <Route path="/" element={<ReviewsContent />} />
      <Route path="/:id" element={<ReviewPage />} />
    </Routes>
  );
}
